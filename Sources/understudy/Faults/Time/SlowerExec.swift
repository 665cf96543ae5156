extension Fault {
    static let slowerExec = Fault(
        name: "time/exec",
        title: "Adding and starting an exec take so much longer",
        because: "Every probe of a pod waits for it.",
        parameters: [.slower],
        expects: Expectation(facets: ["exec-create", "exec-start", "exec-round-trip"], classes: ["regression"]),
        scenarios: ["exec/output", "exec/*"], deterministic: false
    ) { choices in
        let percent = choices[number: "percent"]
        return Misbehaviour(answer: { call, _, _ in
            call.isTask(["Exec", "Start"]) && (call.method == "Exec" || !call.key.exec.isEmpty)
                ? .late(call.elapsedNanoseconds / 100 * UInt64(clamping: percent)) : nil
        })
    }
}
