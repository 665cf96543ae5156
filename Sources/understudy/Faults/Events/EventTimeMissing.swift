import ShimAPI

extension Fault {
    static let eventTimeMissing = Fault(
        name: "events/time-missing",
        title: "Events tell no time at which they were published",
        because: "Logs that are sorted by it put them in 1970.",
        expects: Expectation(facets: ["*/events/*/published"], severity: "minor"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in
            event.envelope.hasTimestamp ? .edit(event.with { $0.clearTimestamp() }) : nil
        })
    }
}
