extension Fault {
    static let silentAgent = Fault(
        name: "agent/silent",
        title: "From one call on, the agent answers nothing",
        because: "A guest that hangs must end as an error in the time that is set, never as a shim that hangs too.",
        parameters: [.method("CreateContainer")]
    ) { choices in
        let method = choices[text: "method"]
        let silence = Silence()
        return Misbehaviour(before: { occasion in
            if occasion.method == method { silence.begin() }
            return silence.hasBegun ? .silent : nil
        })
    }
}
