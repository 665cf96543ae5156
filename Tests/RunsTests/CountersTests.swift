import Coverage
import Foundation
import Glibc
import Host
import Linux
import Matrices
import Recordings
import Testing

@testable import Runs

/// Whether a program is on PATH.
private func isThere(_ name: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
        access("\($0)/\(name)", X_OK) == 0
    }
}

private let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures")

/// A program of the fixtures, built with counters in a folder of its own.
private struct CountingShim {
    let kind: CounterKind
    let folder: String
    let program: String

    /// - Throws: When it can't be built: with its tool chain there, that is a failure.
    init(_ kind: CounterKind) async throws {
        self.kind = kind
        folder = FileManager.default.temporaryDirectory.appending(path: "kumite-counters-\(UUID().uuidString)").path
        let fixture = kind == .go ? "GoShim" : "RustShim"
        try Files.makeDirectories(folder, mode: 0o755)
        try FileManager.default.copyItem(
            atPath: fixtures.appending(path: fixture).path, toPath: "\(folder)/source")
        program = kind == .go ? "\(folder)/goshim" : "\(folder)/target/debug/rustshim"
        let command =
            kind == .go
            ? "exec go build -cover -o '\(program)' ."
            : "RUSTFLAGS='-C instrument-coverage' exec cargo build --offline --target-dir '\(folder)/target'"
        let own = ProcessInfo.processInfo.environment
        let built = await Program(
            purpose: "build", arguments: ["/bin/sh", "-c", command],
            environment: CoverageTools.environment
                + ["CARGO_HOME", "RUSTUP_HOME"].compactMap { key in own[key].map { "\(key)=\($0)" } },
            directory: "\(folder)/source"
        ).run(within: .seconds(300))
        try #require(built.end == .exited(0), "\(String(decoding: built.stderr.bytes, as: UTF8.self))")
    }

    func remove() { _ = Files.removeTree(folder) }

    /// Runs start, then delete as a shim's caller does; the daemon is told to end by itself, or killed.
    ///
    /// - Returns: The folder of the counters, and the daemon's process.
    func life(_ name: String, killed: Bool) async throws -> (counters: String, daemon: Int32) {
        let (counters, work) = ("\(folder)/\(name)", "\(folder)/\(name)-work")
        for path in [counters, work] { try Files.makeDirectories(path, mode: 0o755) }
        let variable =
            kind == .go ? "GOCOVERDIR=\(counters)" : "LLVM_PROFILE_FILE=\(CounterFiles.pattern(in: counters))"
        func run(_ verb: String) async throws -> String {
            let record = await Program(
                purpose: verb, arguments: [program, verb, work], environment: Program.plainEnvironment + [variable]
            ).run(within: .seconds(60))
            try #require(record.end == .exited(0), "\(verb): \(record.end)")
            return record.words
        }
        let daemon = try #require(Int32(try await run("start")))
        if killed { kill(daemon, SIGKILL) } else { try Files.write("\(work)/stop", []) }
        let end = Stamp.after(.seconds(60))
        while isRunning(daemon) {
            try #require(Stamp.now < end, "the daemon does not end")
            try await Task.sleep(for: .milliseconds(5))
        }
        _ = try await run("delete")
        return (counters, daemon)
    }

    /// Whether a process is there and no zombie.
    private func isRunning(_ process: Int32) -> Bool {
        guard let seen = try? Files.read("/proc/\(process)/stat", limit: 4096) else { return false }
        let rest = String(decoding: seen.bytes, as: UTF8.self).split(separator: ")").last ?? ""
        return !rest.hasPrefix(" Z")
    }
}

@Suite("Counters of real programs", .serialized, .timeLimit(.minutes(10)))
struct CountersTests {
    /// What was run of the fixture, by the names that the golden list has.
    private func names(_ reading: ToolReading, _ kind: CounterKind, reached: Bool) -> Set<String> {
        Set(
            reading.functions.filter { $0.isReached == reached }
                .map { $0.symbol.text(in: kind == .go ? .go : .rust) })
    }

    private func seen(_ kind: CounterKind, reached: Set<String>, onlyByDaemon: Set<String>, never: Set<String>)
        async throws
    {
        let tools = try await CoverageTools.find([kind])
        let shim = try await CountingShim(kind)
        defer { shim.remove() }

        let whole = try await shim.life("whole", killed: false)
        let (reading, files, problems) = await tools.read(kind, in: whole.counters, of: shim.program)
        #expect(problems == [])
        #expect(files.processes.count == 3 && files.processes.contains(whole.daemon))
        let found = try #require(reading)
        #expect(names(found, kind, reached: true) == reached.union(onlyByDaemon))
        #expect(names(found, kind, reached: false) == never)

        // A daemon that was killed leaves nothing: what only it ran is missing, and who is missing is known.
        let killed = try await shim.life("killed", killed: true)
        let (part, left, _) = await tools.read(kind, in: killed.counters, of: shim.program)
        #expect(left.processes.count == 2 && !left.processes.contains(killed.daemon))
        #expect(names(try #require(part), kind, reached: true) == reached)

        // A torn file is told, never taken for zero without a word.
        let victim = try #require(
            try Directory(whole.counters).names().map { String(decoding: $0, as: UTF8.self) }
                .first { $0.contains("\(whole.daemon)") })
        let bytes = try Files.read("\(whole.counters)/\(victim)", limit: 1 << 24).bytes
        try Files.write("\(whole.counters)/\(victim)", Array(bytes.prefix(bytes.count / 3)))
        let torn = await tools.read(kind, in: whole.counters, of: shim.program)
        #expect(!torn.problems.isEmpty)

        let empty = "\(shim.folder)/empty"
        try Files.makeDirectories(empty, mode: 0o755)
        let nothing = await tools.read(kind, in: empty, of: shim.program)
        #expect(nothing.reading == nil && nothing.problems.count == 1)
    }

    @Test("of a Go program: start, daemon and delete together", .enabled(if: isThere("go"), "no Go tool chain"))
    func go() async throws {
        try await seen(
            .go, reached: ["main", "start", "newCommand", "remove"],
            onlyByDaemon: ["serve", "(*service).Create", "service.stopped"], never: ["(*service).Pause"])
    }

    @Test("of a Rust program: start, daemon and delete together", .enabled(if: isThere("cargo"), "no cargo"))
    func rust() async throws {
        try await seen(
            .llvm, reached: ["main", "start", "remove"],
            onlyByDaemon: ["serve", "Service::new", "Service::stopped", "<Service as Task>::create", "block_on"],
            never: ["<Service as Task>::pause"])
    }
}

@Suite("Counters that were lost")
struct LostCountersTests {
    private func observations(_ all: [Observed]) -> [Observation] {
        all.enumerated().map { Observation(number: $0.offset + 1, at: 1, step: nil, what: $0.element) }
    }

    private func program(_ purpose: String, _ end: ProgramEnd) -> Observed {
        .program(
            ProgramRecord(
                purpose: purpose, arguments: ["/x"], environment: [], startedAt: 1, endedAt: 2, end: end,
                stdout: RawBytes([]), stderr: RawBytes([])))
    }

    @Test("who ended by itself and left counters lost none; killed, hung or missing is told by what it was")
    func told() {
        let daemon = Observed.bound(Binding(kind: .pid, value: "7", name: "shim:main"))
        let whole = observations([program("start", .exited(0)), daemon, program("delete", .exited(0))])
        #expect(whole.lostCounters([5, 7, 9]) == [])
        #expect(whole.lostCounters([5, 9]) == ["counters of the daemon of main: it was still there, or killed"])
        #expect(whole.lostCounters([5, 7]) == ["counters of 1 of 2 runs of start and delete"])
        let killed = observations([
            daemon, .exited(ExitRecord(role: "shim:main", pid: 7, end: .signalled(9))), program("delete", .timedOut),
            program("version", .exited(0)),
        ])
        #expect(
            killed.lostCounters([]) == [
                "counters of delete: it was killed at its deadline",
                "counters of the daemon of main: it was killed by signal 9",
            ])
        #expect([Observation]().lostCounters([]) == [])
    }
}
