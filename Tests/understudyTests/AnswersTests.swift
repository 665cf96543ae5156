import ShimAPI
import SwiftProtobuf
import TTRPC
import Testing

@testable import understudy

@Suite("Faults: answers")
struct AnswersTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var fault: String
        var call: Call
        var real: Reply
        /// nil: the answer passes as it is.
        var given: Reply?

        init(_ fault: String, _ call: Call, _ real: Reply, _ given: Reply?) {
            self.fault = "answers/\(fault)"
            self.call = call
            self.real = real
            self.given = given
        }

        var testDescription: String { "\(fault) at \(call.method)" }
    }

    private static let running = StateResponse.with {
        $0.id = "main"
        $0.bundle = "/b/main"
        $0.pid = 100
        $0.status = .running
        $0.stdin = "/in"
        $0.stdout = "/out"
        $0.stderr = "/err"
        $0.terminal = true
    }
    private static let stopped = running.changed {
        $0.status = .stopped
        $0.exitStatus = 3
        $0.exitedAt = .then
    }
    private static let waited = WaitResponse.with {
        $0.exitStatus = 3
        $0.exitedAt = .then
    }
    private static let deleted = DeleteResponse.with {
        $0.pid = 100
        $0.exitStatus = 3
        $0.exitedAt = .then
    }
    private static let processes = PidsResponse.with {
        $0.processes = [
            .with { $0.pid = 100 },
            .with {
                $0.pid = 101; $0.info = .with { $0.typeURL = "x" }
            },
        ]
    }
    private static let notFound = Reply.failure(Status(.notFound, "process main: not found"))

    static let cases: [Case] = [
        Case("pid-zero", .about("Create"), .saying(CreateResponse.with { $0.pid = 4 }), .saying(CreateResponse())),
        Case("pid-zero", .about("Start"), .saying(StartResponse.with { $0.pid = 4 }), .saying(StartResponse())),
        Case("pid-zero", .about("Start"), notFound, nil),
        Case("state-pid-zero", .about("State"), .saying(running), .saying(running.changed { $0.pid = 0 })),
        Case("pid-off-by-one", .about("State"), .saying(running), .saying(running.changed { $0.pid = 101 })),
        Case(
            "pid-off-by-one", .about("Start"), .saying(StartResponse.with { $0.pid = 4 }),
            .saying(StartResponse.with { $0.pid = 5 })),
        Case("delete-pid-zero", .about("Delete"), .saying(deleted), .saying(deleted.changed { $0.pid = 0 })),
        Case(
            "state-of-another", .about("State"), .saying(running),
            .saying(
                running.changed {
                    $0.id = "other"
                    $0.bundle = "/b/other"
                    $0.pid = 101
                })),
        Case("state-of-another", .about("State", "main", "job"), .saying(running), nil),
        Case("bundle-missing", .about("State"), .saying(running), .saying(running.changed { $0.bundle = "" })),
        Case(
            "running-after-exit", .about("State"), .saying(stopped), .saying(stopped.changed { $0.status = .running })),
        Case("running-after-exit", .about("State"), .saying(running), nil),
        Case(
            "created-while-running", .about("State"), .saying(running),
            .saying(running.changed { $0.status = .created })),
        Case("created-while-running", .about("State"), .saying(stopped), nil),
        Case("exited-at-missing", .about("Wait"), .saying(waited), .saying(waited.changed { $0.clearExitedAt() })),
        Case("exited-at-missing", .about("Delete"), .saying(deleted), .saying(deleted.changed { $0.clearExitedAt() })),
        Case("exited-at-missing", .about("State"), .saying(stopped), .saying(stopped.changed { $0.clearExitedAt() })),
        Case("exited-at-missing", .about("State"), .saying(running), nil),
        Case(
            "exited-at-epoch", .about("Wait"), .saying(waited),
            .saying(waited.changed { $0.exitedAt = .init(seconds: 0, nanos: 1) })),
        Case(
            "exited-at-future", .about("Wait"), .saying(waited), .saying(waited.changed { $0.exitedAt.seconds += 3600 })
        ),
        Case(
            "exited-at-start", .about("Wait"), .saying(waited), .saying(waited.changed { $0.exitedAt.seconds -= 3600 })),
        Case("error-generic", .about("Kill"), notFound, .failure(Status(.unknown, "process main: not found"))),
        Case("error-generic", .about("Kill"), .failure(Status(.unknown, "x")), nil),
        Case("error-other", .about("Kill"), notFound, .failure(Status(.invalidArgument, "process main: not found"))),
        Case("error-other", .about("Kill"), .failure(Status(.alreadyExists, "x")), nil),
        Case("error-bare", .about("Kill"), notFound, .failure(Status(.notFound, "failed"))),
        Case("kill-of-the-dead-works", .about("Kill"), notFound, .success([])),
        Case("kill-of-the-dead-works", .about("State"), notFound, nil),
        Case("unknown-found", .about("State"), notFound, .success([])),
        Case(
            "kill-refused", .about("Kill"), .success([]), .failure(Status(.unknown, "operation not permitted: unknown"))
        ),
        Case("kill-refused", .about("Kill"), notFound, nil),
        Case(
            "create-refused", .about("Create"), .saying(CreateResponse.with { $0.pid = 4 }),
            .failure(Status(.unknown, "failed to create shim task: unknown"))),
        Case(
            "pids-without-execs", .about("Pids"), .saying(processes),
            .saying(processes.changed { $0.processes.removeLast() })),
        Case(
            "pids-doubled", .about("Pids"), .saying(processes),
            .saying(processes.changed { $0.processes += $0.processes })),
        Case(
            "connect-own-pid", .about("Connect"), .saying(connected), .saying(connected.changed { $0.shimPid = 100 })),
        Case(
            "connect-task-missing", .about("Connect"), .saying(connected), .saying(connected.changed { $0.taskPid = 0 })
        ),
        Case("terminal-lost", .about("State"), .saying(running), .saying(running.changed { $0.terminal = false })),
        Case(
            "streams-missing", .about("State"), .saying(running),
            .saying(
                running.changed {
                    $0.stdin = ""
                    $0.stdout = ""
                    $0.stderr = ""
                })),
        Case(
            "exec-as-init", .about("State", "main", "job"), .saying(running.changed { $0.id = "job" }), .saying(running)
        ),
        Case("exec-as-init", .about("State"), .saying(running), nil),
    ]

    private static let connected = ConnectResponse.with {
        $0.shimPid = 7
        $0.taskPid = 100
    }

    @Test("an answer is what the fault makes of it, or passes", arguments: cases)
    func given(_ c: Case) throws {
        let answer = try #require(try misbehaviour(c.fault).answer)
        let act = answer(c.call, c.real, .running())
        #expect(act?.reply == c.given)
        #expect((act == nil) == (c.given == nil))
        // A method of the same name in another service is another's.
        var foreign = c.call
        foreign.service = "other.Service"
        #expect(answer(foreign, c.real, .running()) == nil)
    }

    @Test("a stale State is the one before, and only where something has changed")
    func stale() throws {
        let answer = try #require(try misbehaviour("answers/state-stale").answer)
        let stage = Stage.running()
        let call = Call.about("State")
        #expect(answer(call, .saying(Self.running), stage) == nil)
        stage.note(.saying(Self.running), to: call)
        #expect(answer(call, .saying(Self.running), stage) == nil)
        #expect(answer(call, .saying(Self.stopped), stage)?.reply == .saying(Self.running))
        #expect(answer(.about("State", "other"), .saying(Self.stopped), stage) == nil)
    }

    @Test("every fault of the family is tried here")
    func complete() {
        let tried = Set(Self.cases.map(\.fault)).union(["answers/state-stale"])
        #expect(Set(Fault.answers.map(\.name)) == tried)
    }
}

extension Message {
    /// The message with something changed.
    func changed(_ edit: (inout Self) -> Void) -> Self {
        var message = self
        edit(&message)
        return message
    }
}
