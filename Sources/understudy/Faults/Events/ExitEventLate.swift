import ShimAPI

extension Fault {
    static let exitEventLate = Fault(
        name: "events/exit-late",
        title: "The event of an end comes so much later",
        because: "Every restart, and every answer to who waits for a pod, comes later.",
        parameters: [Parameter(name: "milliseconds", default: "800", meaning: "how much later")],
        expects: Expectation(facets: ["*/events", "exit-event", "exit-reported"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/order"]
    ) { choices in
        let late = UInt64(choices[number: "milliseconds"]) * 1_000_000
        return Misbehaviour(event: { event, _ in event.topic == .exit ? .late(late) : nil })
    }
}
