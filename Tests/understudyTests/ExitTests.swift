import ShimAPI
import SwiftProtobuf
import TTRPC
import Testing

@testable import understudy

@Suite("Faults: exit")
struct ExitTests {
    /// What is told of an end with a status: by Wait, Delete, State and the event; nil for what is not touched.
    struct Case: Sendable, CustomTestStringConvertible {
        var fault: String
        var status: UInt32
        var exec = ""
        var wait: UInt32?
        var delete: UInt32?
        var state: UInt32?
        var event: UInt32?

        init(_ fault: String, _ status: UInt32, everywhere: UInt32?, exec: String = "") {
            self.init(
                fault, status, exec: exec, wait: everywhere, delete: everywhere, state: everywhere, event: everywhere)
        }

        init(
            _ fault: String, _ status: UInt32, exec: String = "", wait: UInt32? = nil, delete: UInt32? = nil,
            state: UInt32? = nil, event: UInt32? = nil
        ) {
            self.fault = "exit/\(fault)"
            self.status = status
            self.exec = exec
            self.wait = wait
            self.delete = delete
            self.state = state
            self.event = event
        }

        var testDescription: String { "\(fault) of \(status)" }
    }

    static let cases: [Case] = [
        Case("zero-for-killed", 137, everywhere: 0), Case("zero-for-killed", 1, everywhere: nil),
        Case("nine-for-killed", 137, everywhere: 9), Case("nine-for-killed", 143, everywhere: nil),
        Case("signal-alone", 143, everywhere: 15), Case("signal-alone", 137, everywhere: nil),
        Case("signal-alone", 255, everywhere: nil),
        Case("off-by-one", 1, everywhere: 2), Case("off-by-one", 0, everywhere: nil),
        Case("off-by-one", 255, everywhere: nil),
        Case("always-zero", 42, everywhere: 0), Case("always-zero", 0, everywhere: nil),
        Case("always-failed", 0, everywhere: 1), Case("always-failed", 2, everywhere: nil),
        Case("seven-bits", 255, everywhere: 127), Case("seven-bits", 128, everywhere: 0),
        Case("seven-bits", 127, everywhere: nil),
        Case("init-for-exec", 3, everywhere: 0, exec: "job"), Case("init-for-exec", 3, everywhere: nil),
        Case("wait-differs", 3, wait: 0), Case("delete-differs", 3, delete: 0), Case("state-differs", 3, state: 0),
        Case("event-differs", 3, event: 0), Case("event-differs", 0),
    ]

    @Test("an end is told with the status that the fault makes of it, or with its own", arguments: cases)
    func told(_ c: Case) throws {
        let misbehaviour = try misbehaviour(c.fault)
        func answered(_ method: String, _ reply: Reply) -> Reply? {
            misbehaviour.answer?(.about(method, "main", c.exec), reply, .running())?.reply
        }
        let wait = answered("Wait", .saying(WaitResponse.with { $0.exitStatus = c.status }))
        #expect(wait?.message(WaitResponse.self)?.exitStatus == c.wait)
        let delete = answered("Delete", .saying(DeleteResponse.with { $0.exitStatus = c.status }))
        #expect(delete?.message(DeleteResponse.self)?.exitStatus == c.delete)
        let stopped = StateResponse.with {
            $0.status = .stopped
            $0.exitStatus = c.status
        }
        #expect(answered("State", .saying(stopped))?.message(StateResponse.self)?.exitStatus == c.state)
        #expect(answered("State", .saying(stopped.changed { $0.status = .running })) == nil)
        #expect(answered("Wait", .failure(Status(.notFound, "x"))) == nil)
        let exit = Event(
            .exit,
            ExitEvent.with {
                $0.containerID = "main"
                $0.id = c.exec.isEmpty ? "main" : c.exec
                $0.exitStatus = c.status
            })
        let act = misbehaviour.event?(exit, .running())
        if let event = c.event {
            #expect(act == .edit(try #require(exit.edited(ExitEvent.self) { $0.exitStatus = event })))
        } else if c.wait == nil {
            #expect(act == nil)
        }
    }

    @Test("only the second Wait for what has ended is told 0")
    func lateWait() throws {
        let answer = try #require(try misbehaviour("exit/late-wait-zero").answer)
        let stage = Stage.running()
        let call = Call.about("Wait")
        let reply = Reply.saying(WaitResponse.with { $0.exitStatus = 5 })
        #expect(answer(call, reply, stage) == nil)
        stage.note(reply, to: call)
        #expect(answer(call, reply, stage) == nil)
        #expect(answer(call, reply, stage)?.reply == .saying(WaitResponse()))
    }

    @Test("a lost end is neither answered nor reported; a doubled one is reported twice")
    func lostAndDoubled() throws {
        let exit = Event(.exit, ExitEvent())
        let lost = try misbehaviour("exit/lost")
        #expect(lost.answer?(.about("Wait"), .success([]), .running())?.isWithheld == true)
        #expect(lost.answer?(.about("State"), .success([]), .running()) == nil)
        #expect(lost.event?(exit, .running()) == .drop)
        let doubled = try misbehaviour("exit/doubled")
        #expect(doubled.event?(exit, .running()) == .report([exit, exit]))
        #expect(doubled.event?(Event(.delete, ExitEvent()), .running()) == nil)
    }

    @Test("an end is told before the process is gone only of what a kill was asked for")
    func beforeGone() async throws {
        let request = try #require(try misbehaviour("exit/before-gone").request)
        let stage = Stage.running()
        #expect(request(.about("Wait"), stage) == nil)
        func kill(_ signal: UInt32) throws -> Call {
            Call(
                "Kill",
                try KillRequest.with {
                    $0.id = "main"
                    $0.signal = signal
                }.serializedBytes())
        }
        #expect(request(try kill(15), stage) == nil)
        guard case .instead(let make) = request(try kill(9), stage) else { return #expect(Bool(false)) }
        #expect(await make(stage) == .success([]))
        guard case .answer(let reply) = request(.about("Wait"), stage) else { return #expect(Bool(false)) }
        #expect(reply.message(WaitResponse.self)?.exitStatus == 137)
        #expect(request(.about("Wait", "other"), stage) == nil)
    }

    @Test("every fault of the family is tried here")
    func complete() {
        let tried = Set(Self.cases.map(\.fault))
            .union(["exit/late-wait-zero", "exit/lost", "exit/doubled", "exit/before-gone"])
        #expect(Set(Fault.exit.map(\.name)) == tried)
    }
}
