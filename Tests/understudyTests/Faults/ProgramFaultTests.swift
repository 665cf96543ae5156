import Linux
import ShimAPI
import SwiftProtobuf
import Testing

@testable import understudy

@Suite("Faults of the shim's program")
struct ProgramFaultTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var fault: String
        /// What the real program came to.
        var real: ProgramOutcome
        /// What is said in its place; nil for the same.
        var said: ProgramOutcome?

        var testDescription: String { fault }
    }

    private static func outcome(_ text: String, _ status: Int32 = 0) -> ProgramOutcome {
        ProgramOutcome(stdout: Array(text.utf8), status: .exited(status))
    }

    private static func ended(_ status: UInt32) -> ProgramOutcome {
        ProgramOutcome(
            stdout: Samples.bytes(
                Containerd_Task_V2_DeleteResponse.with {
                    $0.pid = 5
                    $0.exitStatus = status
                }), status: .exited(0))
    }

    static let starts: [Row] = [
        Row(fault: "cli/start-failure-is-success", real: outcome("", 1), said: outcome("")),
        Row(fault: "cli/start-failure-is-success", real: outcome("unix:///a")),
        Row(fault: "cli/start-says-nothing", real: outcome("unix:///a"), said: outcome("")),
        Row(fault: "cli/start-says-nothing", real: outcome("", 1)),
        Row(
            fault: "cli/start-says-garbage", real: outcome("ab"),
            said: ProgramOutcome(stdout: [0xff, 0xfe, 0, 98, 97], status: .exited(0))),
        Row(
            fault: "cli/start-logs-to-stdout", real: outcome("unix:///a"),
            said: outcome("level=info msg=\"starting\"\nunix:///a")),
    ]

    @Test("what a start says", arguments: starts)
    func start(_ row: Row) throws {
        let act = try #require(try Samples.misbehaviour(row.fault).afterStart)
        #expect(act(row.real, Self.scene("start"))?.outcome == row.said)
    }

    static let deletes: [Row] = [
        Row(
            fault: "cli/delete-fails", real: ended(137),
            said: ProgramOutcome(stdout: ended(137).stdout, status: .exited(1))),
        Row(fault: "cli/delete-says-nothing", real: ended(137), said: outcome("")),
        Row(
            fault: "cli/delete-logs-to-stdout", real: outcome("a"),
            said: outcome("level=info msg=\"deleting\"\na")),
        Row(fault: "cli/delete-logs-to-stdout", real: outcome("", 1)),
        Row(fault: "cli/delete-tells-zero", real: ended(137), said: ended(0)),
    ]

    @Test("what a delete says", arguments: deletes)
    func delete(_ row: Row) throws {
        let act = try #require(try Samples.misbehaviour(row.fault).afterDelete)
        #expect(act(row.real, Self.scene("delete"))?.outcome == row.said)
    }

    @Test("a delete that does nothing tells of a kill")
    func idleDelete() throws {
        let act = try #require(try Samples.misbehaviour("cli/delete-does-nothing").beforeDelete)
        guard case .answer(let outcome) = act(Self.launch, Self.scene("delete")) else {
            Issue.record("not answered")
            return
        }
        let answer = try Containerd_Task_V2_DeleteResponse(serializedBytes: outcome.stdout)
        #expect(answer.exitStatus == 137)
        #expect(answer.exitedAt.seconds > 1_700_000_000)
    }

    @Test("a start for another id")
    func foreignId() throws {
        let act = try #require(try Samples.misbehaviour("cli/start-ignores-id").beforeStart)
        guard case .edit(let launch) = act(Self.launch, Self.scene("start")) else {
            Issue.record("not edited")
            return
        }
        #expect(launch.arguments == ["-namespace", "space", "-id", "space", "start"])
        #expect(launch.stdin == Self.launch.stdin)
    }

    @Test("something goes on after a good start alone, and a version is asked for in vain")
    func others() throws {
        let holds = try #require(try Samples.misbehaviour("cli/start-holds-output").afterStart)
        #expect(holds(Self.outcome("unix:///a"), Self.scene("start"))?.effect != nil)
        #expect(holds(Self.outcome("", 1), Self.scene("start")) == nil)
        let version = try #require(try Samples.misbehaviour("cli/version-fails").beforeQuestion)
        guard case .answer(let outcome) = version(Self.launch, ProgramScene(invocation: Invocation(["-v"]))) else {
            Issue.record("not answered")
            return
        }
        #expect(outcome.status == .exited(2))
        #expect(version(Self.launch, ProgramScene(invocation: Invocation(["-info"]))) == nil)
    }

    private static let launch = Launch(
        arguments: ["-namespace", "space", "-id", "main", "start"], environment: ["A=1"], stdin: [1])

    private static func scene(_ verb: String) -> ProgramScene {
        ProgramScene(invocation: Invocation(["-namespace", "space", "-id", "main", verb]))
    }
}
