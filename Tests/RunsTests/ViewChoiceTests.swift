import Matrices
import Scenarios
import Testing

@testable import Runs

@Suite("Choosing a view") struct ViewChoiceTests {
    @Test("what is tried is the least of all life-cycles")
    func plain() {
        let scenario = Scenario.plainLifeCycle
        #expect(scenario.steps.map(\.action.verb) == ["create", "start", "wait", "delete"])
        #expect(scenario.containers.map(\.name) == ["main"])
        #expect(scenario.steps.allSatisfy { $0.action.subject.name == "main" })
    }

    @Test("a reason that many views share is said once")
    func refusals() {
        let choice = ViewChoice(
            view: nil,
            answers: [
                .init(view: .host, refusal: "a"), .init(view: .legacy, refusal: "b"),
                .init(view: .unified, refusal: "a"),
            ])
        #expect(choice.refusals == "host, unified: a; legacy: b")
        #expect(ViewChoice(view: .host, answers: [.init(view: .host, refusal: nil)]).refusals == "")
    }
}
