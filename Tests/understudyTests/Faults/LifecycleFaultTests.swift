import ShimAPI
import SwiftProtobuf
import TTRPC
import Testing

@testable import understudy

@Suite("Faults of the life-cycle")
struct LifecycleFaultTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var fault: String
        var method: String
        var key = Samples.main
        var life: Samples.Life
        /// What becomes of the request, in a word.
        var becomes: String

        var testDescription: String { "\(fault): \(method) \(key.exec) \(life)" }
    }

    static let requests: [Row] = [
        Row(fault: "lifecycle/start-again-kills", method: "Start", life: .created, becomes: "passed"),
        Row(fault: "lifecycle/start-again-kills", method: "Start", life: .running, becomes: "after"),
        Row(fault: "lifecycle/delete-does-nothing", method: "Delete", life: .ended, becomes: "answered"),
        Row(fault: "lifecycle/delete-does-nothing", method: "Delete", life: .running, becomes: "passed"),
        Row(
            fault: "lifecycle/delete-does-nothing", method: "Delete", key: Samples.exec, life: .ended, becomes: "passed"
        ),
        Row(fault: "lifecycle/delete-kills", method: "Delete", life: .running, becomes: "after"),
        Row(fault: "lifecycle/delete-kills", method: "Delete", life: .ended, becomes: "passed"),
        Row(fault: "lifecycle/kill-does-nothing", method: "Kill", life: .running, becomes: "answered"),
        Row(fault: "lifecycle/kill-does-nothing", method: "Kill", life: .ended, becomes: "passed"),
        Row(fault: "lifecycle/signal-turned", method: "Kill", life: .running, becomes: "passed"),
        Row(fault: "lifecycle/kill-all-kills-init-alone", method: "Kill", life: .running, becomes: "edited"),
        Row(
            fault: "lifecycle/exec-after-exit-hangs", method: "Exec", key: Samples.exec, life: .ended,
            becomes: "withheld"),
        Row(
            fault: "lifecycle/exec-after-exit-hangs", method: "Exec", key: Samples.exec, life: .running,
            becomes: "passed"),
        Row(fault: "lifecycle/wait-never-returns", method: "Wait", life: .running, becomes: "withheld"),
        Row(
            fault: "lifecycle/wait-never-returns", method: "Wait", key: Samples.exec, life: .running, becomes: "passed"),
        Row(
            fault: "lifecycle/exec-wait-never-returns", method: "Wait", key: Samples.exec, life: .running,
            becomes: "withheld"),
        Row(fault: "lifecycle/exec-wait-never-returns", method: "Wait", life: .running, becomes: "passed"),
        Row(fault: "lifecycle/resume-does-nothing", method: "Resume", life: .running, becomes: "answered"),
        Row(fault: "lifecycle/shutdown-ignored", method: "Shutdown", life: .running, becomes: "answered"),
        Row(fault: "lifecycle/shutdown-takes-others", method: "Shutdown", life: .running, becomes: "after"),
        Row(fault: "lifecycle/shutdown-takes-others", method: "Shutdown", life: .none, becomes: "passed"),
        Row(fault: "lifecycle/daemon-dies-after-exit", method: "Delete", life: .ended, becomes: "instead"),
        Row(fault: "lifecycle/daemon-dies-after-exit", method: "Delete", life: .running, becomes: "passed"),
    ]

    @Test("what becomes of a request", arguments: requests)
    func request(_ row: Row) throws {
        let request = try #require(try Samples.misbehaviour(row.fault).request)
        #expect(request(Samples.call(row.method, row.key), Samples.stage(row.life)).word == row.becomes)
        #expect(request(Samples.call("Connect"), Samples.stage(row.life)).word == "passed")
    }

    static let answers: [Row] = [
        Row(fault: "lifecycle/pause-does-not-hold", method: "Pause", life: .running, becomes: "also"),
        Row(
            fault: "lifecycle/exec-end-kills-container", method: "Delete", key: Samples.exec, life: .ended,
            becomes: "also"),
        Row(fault: "lifecycle/exec-end-kills-container", method: "Delete", life: .ended, becomes: "passed"),
    ]

    @Test("what becomes of a good answer; a refusal passes", arguments: answers)
    func answer(_ row: Row) throws {
        let answer = try #require(try Samples.misbehaviour(row.fault).answer)
        let (call, stage) = (Samples.call(row.method, row.key), Samples.stage(row.life))
        #expect(answer(call, .saying(Google_Protobuf_Empty()), stage).word == row.becomes)
        #expect(answer(call, .failure(Status(.unknown, "no")), stage).word == "passed")
    }

    @Test("a kill of what has ended fails otherwise than it must")
    func secondKill() throws {
        let answer = try #require(try Samples.misbehaviour("lifecycle/kill-of-stopped-fails").answer)
        let act = answer(Samples.call("Kill"), .failure(Status(.notFound, "gone")), Samples.stage(.ended))
        #expect(act?.reply?.status?.code == .unknown)
        #expect(answer(Samples.call("Kill"), .success([]), Samples.stage(.running)).word == "passed")
    }

    @Test(
        "a signal becomes another, and all become one",
        arguments: [
            ("lifecycle/signal-turned", UInt32(1), UInt32(15), true),
            ("lifecycle/kill-all-kills-init-alone", 9, 9, false),
        ])
    func kills(_ fault: String, _ signal: UInt32, _ sent: UInt32, _ all: Bool) throws {
        let request = try #require(try Samples.misbehaviour(fault).request)
        let kill = Containerd_Task_V2_KillRequest.with {
            $0.id = "main"
            $0.signal = signal
            $0.all = true
        }
        guard case .edit(let bytes) = request(Call("Kill", Samples.bytes(kill)), Samples.stage(.running)) else {
            Issue.record("not edited")
            return
        }
        let edited = try Containerd_Task_V2_KillRequest(serializedBytes: bytes)
        #expect(edited.signal == sent)
        #expect(edited.all == all)
    }

    @Test("a deletion that is not done tells the end that Wait told")
    func idleDelete() throws {
        let request = try #require(try Samples.misbehaviour("lifecycle/delete-does-nothing").request)
        guard case .answer(let reply) = request(Samples.call("Delete"), Samples.stage(.ended, pid: 12)) else {
            Issue.record("not answered")
            return
        }
        let answer: Containerd_Task_V2_DeleteResponse = try #require(reply.message())
        #expect(answer.exitStatus == 7)
        #expect(answer.pid == 12)
    }
}
