import Matrices
import Recordings
import Scenarios
import Testing
import Trials

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

    @Test(
        "a shim that is gone before it answers the shutdown is no reason against a view; any other broken call is",
        arguments: [("Shutdown", nil), ("Create", "Create: the peer closed the connection")] as [(String, String?)])
    func brokenCall(method: String, why: String?) {
        let call = CallRecord(
            service: "containerd.task.v2.Task", method: method, sentAt: 1, receivedAt: 2, request: RawBytes(),
            outcome: .broken("the peer closed the connection"))
        let observations = [Observation(number: 1, at: 2, step: nil, what: .call(call))]
        #expect(ViewChoice.why(.ended(TrialEnd(outcome: .recorded)), observations) == why)
    }
}
