import Glibc
import Linux
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

    @Test("a lane that speaks no sense is an error, and ends")
    func nonsense() async throws {
        let lane = "/tmp/kumite-nonsense-\(UInt32.random(in: 0 ... .max))"
        defer { for path in [lane, "\(lane).pid"] { _ = Files.removeTree(path) } }
        try Files.write(
            lane,
            Array(
                """
                #!/bin/bash
                echo $$ > "$0.pid"
                echo '!{"ready":{"version":1,"pid":1}}'
                read -r order
                echo '!{"begun":{"trial":0}}'
                echo '{"no":"observation"}'
                echo '!{"ended":{"trial":0,"_1":{"outcome":{"recorded":{}},"left":0,"stuck":[]}}}'
                read -r more

                """.utf8), mode: 0o755)
        let settings = Conductor.Settings(
            nonce: "nonsense", lanes: 1, snapshots: false, program: lane, probe: "/nowhere",
            errors: try Files.open("/dev/null", O_WRONLY))
        await #expect(throws: (any Error).self) {
            _ = try await ViewChoice.make(
                for: [Contender(name: "any", family: "runc", shim: "/nowhere")], of: [], driver: "shim", speaks: "1.6",
                among: [.host], settings: settings, stop: StopSign())
        }
        let told = String(decoding: try Files.read("\(lane).pid", limit: 32).bytes, as: UTF8.self)
        let pid = try #require(Int32(told.prefix(while: \.isNumber)))
        #expect(kill(pid, 0) != 0)
    }
}
