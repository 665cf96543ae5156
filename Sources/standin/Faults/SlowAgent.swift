extension Fault {
    static let slowAgent = Fault(
        name: "agent/slow",
        title: "Every answer of the agent comes late",
        because:
            "Guests on busy nodes are slow; a shim that gives up early, or waits one call for another, fails the pod.",
        parameters: [Parameter(name: "milliseconds", default: "500", meaning: "how late")]
    ) { choices in
        let delay = Duration.milliseconds(choices[number: "milliseconds"])
        return Misbehaviour(before: { _ in .late(delay) })
    }
}
