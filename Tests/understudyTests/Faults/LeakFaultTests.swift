import TTRPC
import Testing

@testable import understudy

@Suite("Faults that leave something behind")
struct LeakFaultTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var fault: String
        /// After the answer to which call it leaves something.
        var method: String
        var key = Samples.main
        /// Whether after a refusal, in place of a good answer.
        var refused = false

        var testDescription: String { fault }
    }

    static let rows: [Row] = [
        Row(fault: "leaks/process", method: "Delete"),
        Row(fault: "leaks/zombie", method: "Delete"),
        Row(fault: "leaks/cgroup", method: "Create"),
        Row(fault: "leaks/netns", method: "Delete"),
        Row(fault: "leaks/socket", method: "Delete"),
        Row(fault: "leaks/file", method: "Delete"),
        Row(fault: "leaks/fifo", method: "Exec", key: Samples.exec),
        Row(fault: "leaks/descriptor-per-exec", method: "Delete", key: Samples.exec),
        Row(fault: "leaks/after-failed-create", method: "Create", refused: true),
    ]

    @Test("after which answer it is left, and after which not", arguments: rows)
    func leaves(_ row: Row) throws {
        let answer = try #require(try Samples.misbehaviour(row.fault).answer)
        let (call, stage) = (Samples.call(row.method, row.key), Samples.stage(.running))
        let (good, bad) = (Reply.success([]), Reply.failure(Status(.unknown, "no")))
        #expect(answer(call, row.refused ? bad : good, stage).word == "also")
        #expect(answer(call, row.refused ? good : bad, stage).word == "passed")
        let other = row.key.exec.isEmpty ? Samples.exec : Samples.main
        #expect(answer(Samples.call(row.method == "Delete" ? "Delete" : "Wait", other), good, stage).word == "passed")
    }

    @Test("memory is kept after every good answer of a task")
    func memory() throws {
        let answer = try #require(try Samples.misbehaviour("leaks/memory-per-call").answer)
        #expect(answer(Samples.call("Exec", Samples.exec), .success([]), Samples.stage(.running)).word == "also")
        #expect(answer(Samples.call("State"), .success([]), Samples.stage(.running)).word == "also")
        #expect(answer(Samples.call("State"), .failure(Status(.unknown, "")), Samples.stage(.running)).word == "passed")
    }

    @Test("a mount is left in a bundle that is known, and in no other")
    func mount() throws {
        let request = try #require(try Samples.misbehaviour("leaks/mount").request)
        #expect(request(Samples.call("Delete"), Samples.stage(.running)).word == "after")
        #expect(request(Samples.call("Delete", Samples.exec), Samples.stage(.running)).word == "passed")
        #expect(request(Samples.call("Delete"), Samples.stage(.none)).word == "passed")
    }
}
