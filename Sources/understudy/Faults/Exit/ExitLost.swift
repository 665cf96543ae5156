import ShimAPI

extension Fault {
    static let exitLost = Fault(
        name: "exit/lost",
        title: "An end is neither answered by Wait nor reported",
        because: "A container that has ended runs for ever.",
        expects: Expectation(facets: ["*/wait*/**", "*/events/**", "*/**"], severity: "blocker", step: "wait"),
        scenarios: ["exit/codes*", "lifecycle/plain"]
    ) { _ in
        Misbehaviour(
            answer: { call, _, _ in call.isTask("Wait") ? .withhold : nil },
            event: { event, _ in event.topic == .exit ? .drop : nil })
    }
}
