import Drivers
import Glibc
import Host
import Linux
import Matrices
import Recordings
import Scenarios
import Testing
import Trials

@testable import Runs

/// Real lanes with the stub shim in each of its modes: one trial each, side by side, because a hang takes its time.
@Suite("Lanes and bad shims", .enabled(if: geteuid() == 0)) struct LaneTests {
    /// What a mode must come to.
    struct Expected: Sendable {
        var mode: String
        var hung = false
        /// How many things it leaves, for Kumite to remove.
        var left = 0
        /// What an observation of it says.
        var says = ""
    }

    @Test(
        "a trial of any shim ends in time, says what was wrong, and leaves nothing",
        arguments: [
            Expected(mode: "ok", says: "/tasks/delete"), Expected(mode: "json", says: "/tasks/delete"),
            Expected(mode: "message", says: "/tasks/delete"), Expected(mode: "slow", says: "/tasks/delete"),
            Expected(mode: "garbage", says: "which is no address"),
            Expected(mode: "nothing", says: "it printed nothing"),
            Expected(mode: "refuses", says: "it ended with exit 1"), Expected(mode: "nobody", says: "connecting to"),
            Expected(mode: "floods", says: "more than the 65536 of any real answer"),
            Expected(mode: "hangs-in-start", hung: true, says: "timedOut"),
            Expected(mode: "holds-stdout", hung: true, left: 1, says: "timedOut"),
            Expected(mode: "dies-in-create", left: 1, says: "the peer closed the connection"),
            Expected(mode: "torn-frame", says: "before the end of a payload"),
            Expected(mode: "broken-frame", says: "not the envelope"),
            Expected(mode: "oversize-frame", says: "a frame of 5242880 bytes"),
            Expected(mode: "other-stream", hung: true, left: 1, says: "a frame for stream 101, which nobody opened"),
            Expected(mode: "never", hung: true, left: 1, says: "timedOut"),
            Expected(mode: "leaks-process", left: 2, says: "/tasks/delete"),
            Expected(mode: "leaks-mount", left: 1, says: "/tasks/delete"),
            Expected(mode: "lingers", left: 2, says: "shim-stays"),
        ], [true, false])
    func trial(expected: Expected, snapshots: Bool) async throws {
        try await inLane(before: expected.mode) { lane, order, run in
            var order = order
            order.snapshots = snapshots
            let began = Stamp.now
            await lane.send(order)
            let (answer, lines) = try await lane.answer(to: 1)
            let said = try lines.map { "\(try ObservationLine.decode($0))" }.joined(separator: "\n")
            // The longest is a shim that stays: 15 s, and a hang before it 10 s.
            #expect(Stamp.now < began.advanced(by: .seconds(60)))
            guard case .ended(let end) = answer else {
                Issue.record("the lane died: \(answer)")
                return
            }
            #expect(end.outcome == (expected.hung ? .hung : .recorded))
            #expect(end.stuck == [])
            if snapshots { #expect(end.left == expected.left, "\(said.suffix(2000))") }
            #expect(said.contains(expected.says), "\(said.suffix(2000))")
            // Whatever the shim left is gone before the lane is.
            #expect(try named(run) == [])
        }
    }

    @Test("a trial goes on and ends while nobody reads what its lane says, and all of it is read afterwards")
    func unread() async throws {
        let times = 500
        try await inLane(before: "ok") { lane, order, run in
            var order = order
            let main = Subject(container: "main")
            order.scenario.steps.insert(
                Step(action: .repeat(times, [Step(action: .state(main), name: ["state"])]), name: ["repeat"]), at: 2)
            await lane.send(order)
            let folder = "/var/lib/kumite/\(run)-1/t1"
            let deadline = Stamp.after(.seconds(60))
            var wasThere = false
            while !wasThere || Files.exists(folder), Stamp.now < deadline {
                wasThere = wasThere || Files.exists(folder)
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(wasThere && !Files.exists(folder), "it waits to be read")
            let (answer, lines) = try await lane.answer(to: 1)
            guard case .ended(let end) = answer else {
                Issue.record("the lane died: \(answer)")
                return
            }
            #expect(end.outcome == .recorded)
            // Or it all went into the pipe, and nothing could have waited.
            #expect(lines.map(\.count).reduce(0, +) > 4 << 16)
            let observations = try lines.map { try ObservationLine.decode($0) }
            #expect(observations.map(\.number) == Array(1...observations.count))
            let states = observations.count {
                if case .call(let call) = $0.what { call.method == "State" } else { false }
            }
            #expect(states >= times)
        }
    }

    /// Has the body drive a lane that is told of a stub shim in one of its modes; nothing may be left of it afterwards.
    private func inLane(
        before mode: String, _ body: (LaneProcess, LaneOrder, _ run: String) async throws -> Void
    ) async throws {
        let folder = "/tmp/kumite-lane-\(UInt32.random(in: 0 ... .max))"
        try Files.makeDirectory(folder)
        defer { #expect(Files.removeTree(folder).isEmpty) }
        let shim = "\(folder)/stub-shim.\(mode)"
        let stub = try builtProgram("stub-shim")
        try Files.write(shim, Array("#!/bin/bash\nexec -a \"$0\" '\(stub)' \"$@\"\n".utf8), mode: 0o755)
        let run = "t" + String(UInt32.random(in: 100_000_000 ... .max), radix: 36)
        let probe = "\(folder)/probe"
        try Files.write(probe, [], mode: 0o755)
        let settings = Conductor.Settings(
            nonce: run, lanes: 1, snapshots: true, program: try builtProgram("kumite"), probe: probe,
            errors: try Files.open("/dev/null", O_WRONLY))
        let lane = try await LaneProcess.start(
            number: 1, view: .host, program: settings.program, arguments: settings.laneArguments(1),
            errors: settings.errors, run: run)
        let order = LaneOrder(
            trial: 1, scenario: .plainLifeCycle, contender: Contender(name: "stub", family: "runc", shim: shim),
            driver: "shim", view: .host, speaks: "1.6", snapshots: true, alone: false)
        do {
            try await body(lane, order, run)
        } catch {
            await lane.leave()
            throw error
        }
        await lane.leave()
        #expect(try Leftovers(run: { $0 == run }).all.map(\.text) == [])
        #expect(!Files.exists("/run/kumite/\(run)-1") && !Files.exists("/var/lib/kumite/\(run)-1"))
    }

    /// Command lines of living processes with the run's name in them, but for the lane's own.
    private func named(_ run: String) throws -> [String] {
        try ProcessTable.read().processes.filter { !$0.hasEnded }.compactMap { stat in
            guard let bytes = try? Files.read("/proc/\(stat.pid)/cmdline", limit: 4096).bytes else { return nil }
            let line = String(decoding: bytes.map { $0 == 0 ? 32 : $0 }, as: UTF8.self)
            return line.contains(run) && !line.contains("__lane") ? line : nil
        }
    }

    /// The folder that programs of this package are built into: the test bundle's own.
    private func builtProgram(_ name: String) throws -> String {
        let bundle = try ThisProcess.program
        return "\(bundle[..<(bundle.lastIndex(of: "/") ?? bundle.endIndex)])/\(name)"
    }
}
