import Linux
import TTRPC
import Testing

@testable import understudy

@Suite("Faults: time")
struct TimeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var fault: String
        var with: [String: String] = [:]
        var call: Call
        /// nil: it takes no longer.
        var later: UInt64?

        init(
            _ fault: String, _ method: String, _ later: UInt64?, exec: String = "", with: [String: String] = [:]
        ) {
            self.fault = "time/\(fault)"
            self.with = with
            call = .about(method, "main", exec)
            call.elapsedNanoseconds = 40_000_000
            self.later = later
        }

        var testDescription: String { "\(fault) at \(call.method)" }
    }

    static let cases: [Case] = [
        Case("create", "Create", 3_200_000), Case("create", "Create", 6_000_000, with: ["percent": "15"]),
        Case("create", "Start", nil), Case("start", "Start", 3_200_000), Case("start", "Create", nil),
        Case("delete", "Delete", 3_200_000), Case("kill", "Kill", 3_200_000), Case("kill", "Wait", nil),
        Case("exec", "Exec", 3_200_000, exec: "job"), Case("exec", "Start", 3_200_000, exec: "job"),
        Case("exec", "Start", nil), Case("whole", "Delete", 12_000_000, with: ["percent": "30"]),
        Case("exit-late", "Wait", 20_000_000), Case("exit-late", "Kill", nil),
        Case("crowd", "Create", 20_000_000), Case("crowd", "Create", 2_000_000, with: ["milliseconds": "1"]),
        Case("grows", "Start", 200_000, exec: "job"), Case("grows", "Start", nil),
        Case("stall", "Start", 500_000_000, with: ["every": "1"]), Case("stall", "Create", nil),
        Case("hump", "Create", 25_000_000, with: ["percent": "100"]), Case("hump", "Start", nil),
    ]

    @Test("an answer comes later by what the fault adds", arguments: cases)
    func later(_ c: Case) throws {
        let answer = try #require(try misbehaviour(c.fault, c.with).answer)
        #expect(answer(c.call, .success([]), .running())?.delayNanoseconds == c.later)
    }

    @Test("start of the shim takes longer by a part of all that it took", arguments: ["time/shim-start", "time/whole"])
    func start(_ fault: String) throws {
        let misbehaviour = try misbehaviour(fault, ["percent": "10"])
        let scene = ProgramScene(invocation: Invocation(["start"]), elapsedNanoseconds: 30_000_000)
        let outcome = ProgramOutcome(stdout: [], status: .exited(0))
        #expect(misbehaviour.afterStart?(outcome, scene)?.delayNanoseconds == 3_000_000)
    }

    @Test("about as many daemons stall as are asked for, each in its own second hump")
    func shares() throws {
        for (fault, with, method, expected) in [
            ("time/stall", ["every": "10"], "Start", 400), ("time/hump", ["percent": "30"], "Create", 1200),
        ] {
            let answer = try #require(try misbehaviour(fault, with).answer)
            let struck = (0..<4000).count { answer(.about(method, "k\($0)"), .success([]), .running()) != nil }
            // Six standard deviations of 4000 draws are less than 180.
            #expect(abs(struck - expected) < 180, "\(fault): \(struck)")
        }
    }

    @Test("what grows grows")
    func grows() throws {
        let answer = try #require(try misbehaviour("time/grows", ["microseconds": "3"]).answer)
        let stage = Stage.running()
        let delays = (0..<3).map { answer(.about("Start", "main", "e\($0)"), .success([]), stage)?.delayNanoseconds }
        #expect(delays == [3000, 6000, 9000])
    }

    @Test("every fault of the family is tried here")
    func complete() {
        #expect(Set(Fault.time.map(\.name)) == Set(Self.cases.map(\.fault)).union(["time/shim-start"]))
    }
}
