import ShimAPI

extension Fault {
    static let wrongTopic = Fault(
        name: "events/wrong-topic",
        title: "The event of an end comes under the topic /tasks/exited",
        because: "Who listens for /tasks/exit hears nothing.",
        expects: Expectation(facets: ["*/events", "*/events/**"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in
            event.topic == .exit ? .edit(event.with { $0.topic = "/tasks/exited" }) : nil
        })
    }
}
