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

/// Go's program where Kumite's own search finds one that is new enough; Debian 12 has 1.19, which is not.
private func goProgram() async -> String? {
    try? await CoverageTools.find([.go]).go
}

private let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures")

/// How a daemon comes to its end.
private enum DaemonEnd: String, CaseIterable {
    case byItself, aborted, killed
}

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
        try await build(into: kind == .go ? program : "\(folder)/target")
    }

    /// Builds what lies in `source`, for Rust into a folder.
    private func build(into target: String) async throws {
        let go = await goProgram() ?? "go"
        let command =
            kind == .go
            ? "exec '\(go)' build -cover -o '\(target)' ."
            : "RUSTFLAGS='-C instrument-coverage' exec cargo build --offline --target-dir '\(target)'"
        let own = ProcessInfo.processInfo.environment
        let built = await Program(
            purpose: "build", arguments: ["/bin/sh", "-c", command],
            environment: CoverageTools.environment
                + ["CARGO_HOME", "RUSTUP_HOME"].compactMap { key in own[key].map { "\(key)=\($0)" } },
            directory: "\(folder)/source"
        ).run(within: .seconds(300))
        try #require(built.end == .exited(0), "\(String(decoding: built.stderr.bytes, as: UTF8.self))")
    }

    /// Another build of the same source, in which one function does more.
    func otherBuild() async throws -> String {
        let path = kind == .go ? "\(folder)/source/main.go" : "\(folder)/source/src/main.rs"
        let text = String(decoding: try Files.read(path, limit: 1 << 20).bytes, as: UTF8.self)
        let (old, new) =
            kind == .go
            ? ("count()\n", "count()\n\tif s.calls > 7 {\n\t\treturn nil\n\t}\n")
            : ("Ok(self.calls)", "if self.calls > 7 { return Ok(7) }\n        Ok(self.calls)")
        try #require(text.contains(old))
        try Files.write(path, Array(text.replacing(old, with: new).utf8))
        let target = "\(folder)/other"
        try await build(into: target)
        return kind == .go ? target : "\(target)/debug/rustshim"
    }

    func remove() { _ = Files.removeTree(folder) }

    /// Runs start, then delete as a shim's caller does; the daemon is told to end by itself, or killed.
    ///
    /// - Returns: The folder of the counters, and the daemon's process.
    func life(
        _ name: String, _ end: DaemonEnd = .byItself, other: String? = nil
    ) async throws -> (counters: String, daemon: Int32) {
        let program = other ?? program
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
        switch end {
        case .byItself: try Files.write("\(work)/stop", [])
        case .aborted: try Files.write("\(work)/abort", [])
        case .killed: kill(daemon, SIGKILL)
        }
        let deadline = Stamp.after(.seconds(60))
        while isRunning(daemon) {
            try #require(Stamp.now < deadline, "the daemon does not end")
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

        let whole = try await shim.life("whole")
        let (reading, files, problems) = await tools.read(kind, in: whole.counters, of: shim.program)
        #expect(problems == [])
        #expect(files.processes.count == 3 && files.processes.contains(whole.daemon))
        let found = try #require(reading)
        #expect(names(found, kind, reached: true) == reached.union(onlyByDaemon))
        #expect(names(found, kind, reached: false) == never)

        // A daemon that was killed or aborted leaves nothing: what only it ran is missing, and who is missing is known.
        for end in [DaemonEnd.aborted, .killed] {
            let life = try await shim.life(end.rawValue, end)
            let (part, left, _) = await tools.read(kind, in: life.counters, of: shim.program)
            #expect(left.processes.count == 2 && !left.processes.contains(life.daemon), "\(end)")
            #expect(names(try #require(part), kind, reached: true) == reached, "\(end)")
            let lost = [life.daemon].reduce(into: [Observation]()) { all, pid in
                all = [
                    Observation(
                        number: 1, at: 1, step: nil,
                        what: .bound(Binding(kind: .pid, value: "\(pid)", name: "shim:main")))
                ]
            }.lostCounters(left.processes)
            #expect(lost.count == 1 && lost[0].hasPrefix("counters of the daemon of main"), "\(end)")
        }

        // The counters of another build of nearly the same source are neither zeros nor this one's.
        let strange = try await shim.life("strange", other: try await shim.otherBuild())
        let foreign = await tools.read(kind, in: strange.counters, of: shim.program)
        if kind == .llvm {
            #expect(
                foreign.reading == nil && foreign.problems.contains { $0.contains("binary ID") }, "\(foreign.problems)")
        } else {
            // Go's describe themselves, so they are read as what they are.
            #expect(foreign.reading != nil && foreign.problems == [])
        }
        for name in try Directory(strange.counters).names().map({ String(decoding: $0, as: UTF8.self) })
        where CounterFiles.isRaw(name) || name.hasPrefix("cov") {
            try Files.copy("\(strange.counters)/\(name)", to: "\(killedFolder(shim))/\(name)")
        }
        let mixed = await tools.read(kind, in: killedFolder(shim), of: shim.program)
        #expect(mixed.problems.contains { $0.contains("the builds are mixed") }, "\(mixed.problems)")

        if kind == .llvm { try await unreadable(tools, shim, whole.counters) }

        // A torn file is told, never taken for zero without a word.
        let victim = try #require(
            try Directory(whole.counters).names().map { String(decoding: $0, as: UTF8.self) }
                .first { $0.contains("\(whole.daemon)") })
        let bytes = try Files.read("\(whole.counters)/\(victim)", limit: 1 << 24).bytes
        try Files.write("\(whole.counters)/\(victim)", Array(bytes.prefix(bytes.count / 3)))
        let torn = await tools.read(kind, in: whole.counters, of: shim.program)
        #expect(!torn.problems.isEmpty)

        // An empty one, too: with it Go's tool reads none of them.
        try Files.write("\(whole.counters)/\(victim)", [])
        let emptied = await tools.read(kind, in: whole.counters, of: shim.program)
        #expect(!emptied.problems.isEmpty && (kind == .llvm || emptied.reading == nil), "\(emptied.problems)")

        let empty = "\(shim.folder)/empty"
        try Files.makeDirectories(empty, mode: 0o755)
        let nothing = await tools.read(kind, in: empty, of: shim.program)
        #expect(nothing.reading == nil && nothing.problems.count == 1)
    }

    private func killedFolder(_ shim: CountingShim) -> String { "\(shim.folder)/\(DaemonEnd.killed.rawValue)" }

    /// Files that LLVM's tools pass over in silence, or can't read for their age.
    private func unreadable(_ tools: CoverageTools, _ shim: CountingShim, _ whole: String) async throws {
        let (empty, comma) = ("\(shim.folder)/with-empty", "\(shim.folder)/a,b")
        for folder in [empty, comma] {
            try Files.makeDirectories(folder, mode: 0o755)
            for name in try Directory(whole).names().map({ String(decoding: $0, as: UTF8.self) })
            where CounterFiles.isRaw(name) {
                try Files.copy("\(whole)/\(name)", to: "\(folder)/\(name)")
            }
        }
        #expect(await tools.read(.llvm, in: comma, of: shim.program).problems == [])
        let victim = try #require(try Directory(empty).names().first.map { String(decoding: $0, as: UTF8.self) })
        try Files.write("\(empty)/\(victim)", [])
        let seen = await tools.read(.llvm, in: empty, of: shim.program)
        #expect(seen.reading != nil && seen.problems == ["1 of 3 files of counters are empty"], "\(seen.problems)")

        // An LLVM older than rustc's, where the machine has one: it is told what to do, and nothing is taken for zero.
        guard let old = olderLLVM() else { return }
        var older = tools
        (older.profdata, older.cov, older.llvm) = ("\(old)/llvm-profdata", "\(old)/llvm-cov", 14)
        let refused = await older.read(.llvm, in: comma, of: shim.program)
        #expect(refused.reading == nil)
        #expect(
            refused.problems.contains { $0.contains("these tools are LLVM 14's") && $0.contains("on PATH") },
            "\(refused.problems)")
    }

    /// A folder with Debian's own LLVM, which is older than any rustc that this can be tried with.
    private func olderLLVM() -> String? {
        let folder = "/usr/lib/llvm-14/bin"
        return access("\(folder)/llvm-profdata", X_OK) == 0 ? folder : nil
    }

    @Test("more files than any trial leaves are not handed to a tool", arguments: [CounterKind.go, .llvm])
    func flood(_ kind: CounterKind) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kumite-flood-\(UUID().uuidString)").path
        defer { _ = Files.removeTree(folder) }
        try Files.makeDirectories(folder, mode: 0o755)
        for number in 0...10_000 { try Files.write("\(folder)/\(number)-1_0.profraw", []) }
        let seen = await CoverageTools().read(kind, in: folder, of: "/x")
        #expect(seen.reading == nil && seen.problems == ["the shim left more than 10000 files of counters"])
    }

    @Test("trials that are never kept leave no folders behind when all have ended")
    func cleared() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kumite-keeper-\(UUID().uuidString)").path
        defer { _ = Files.removeTree(folder) }
        try Files.makeDirectories(folder, mode: 0o755)
        let keeper = CoverageKeeper(CoverageTools(), in: folder, paths: [], known: [])
        let plain = Contender(name: "x", family: "runc", shim: "/x")
        var counting = plain
        counting.coverage = .go
        #expect(try await keeper.begin(1, plain) == nil && !Files.exists("\(folder)/counters"))
        for number in 2...3 {
            #expect(try await keeper.begin(number, counting) == ["GOCOVERDIR=\(folder)/counters/\(number)"])
            try Files.write("\(folder)/counters/\(number)/covmeta.1", [])
        }
        await keeper.clear()
        #expect(!Files.exists("\(folder)/counters") && Files.exists(folder))
    }

    @Test("what a tool says is told the same for every trial, so that it is counted and not listed")
    func general() {
        let said = "warning: /r/counters/7/22504-3178298966629246555_0.profraw: bad\nerror: covcounters.0af.12.34: EOF"
        #expect(
            CoverageTools.general(said, in: "/r/counters/7") == "warning: a file: bad error: a file: EOF")
    }

    @Test(
        "of a Go program: start, daemon and delete together",
        .enabled("no Go 1.20 or later") { await goProgram() != nil })
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

@Suite("The tools that read counters")
struct FindingToolsTests {
    /// A folder with programs that say what they are told to.
    private func folder(_ programs: [String: String], in parent: String, _ name: String) throws -> String {
        let folder = "\(parent)/\(name)"
        try Files.makeDirectories(folder, mode: 0o755)
        for (program, says) in programs {
            try Files.write("\(folder)/\(program)", Array("#!/bin/sh\necho '\(says)'\n".utf8))
            chmod("\(folder)/\(program)", 0o755)
        }
        return folder
    }

    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let parent = FileManager.default.temporaryDirectory.appending(path: "kumite-tools-\(UUID().uuidString)").path
        defer { _ = Files.removeTree(parent) }
        try Files.makeDirectories(parent, mode: 0o755)
        try await body(parent)
    }

    private func refusal(_ kind: CounterKind, _ folders: [String], _ debian: String) async -> String {
        do {
            let found = try await CoverageTools.find([kind], in: folders, debian: debian)
            return "found \(found)"
        } catch {
            return "\(error)"
        }
    }

    @Test("a Go that is missing or too old is explained, and one of Debian's beside PATH is taken")
    func go() async throws {
        try await withFolder { parent in
            let old = try folder(["go": "go version go1.19.8 linux/amd64"], in: parent, "old")
            let odd = try folder(["go": "gopher"], in: parent, "odd")
            let none = try folder([:], in: parent, "none")
            #expect(
                await refusal(.go, [none, "relative"], none).contains(
                    "there is no go on PATH, nor in \(none)/go-1.*/bin"))
            let told = await refusal(.go, [none, old], none)
            #expect(told.contains("go1.19.8") && told.contains("put Go 1.20 or later first on PATH"), "\(told)")
            #expect(await refusal(.go, [odd], none).contains("gopher"))
            for version in [21, 9, 23] {
                _ = try folder(
                    ["go": "go version go1.\(version).5 linux/amd64"], in: parent, "debian/go-1.\(version)/bin")
            }
            let found = try await CoverageTools.find([.go], in: [old], debian: "\(parent)/debian")
            #expect(found.go == "\(parent)/debian/go-1.23/bin/go")
        }
    }

    @Test("of LLVM's the newest pair is taken; half a pair is none, and without a demangler nothing is read")
    func llvm() async throws {
        try await withFolder { parent in
            func pair(_ version: Int) -> [String: String] {
                ["llvm-profdata": "", "llvm-cov": "Debian LLVM version \(version).0.6"]
            }
            let (older, newer) = (try folder(pair(9), in: parent, "a"), try folder(pair(19), in: parent, "b"))
            let half = try folder(["llvm-cov": "LLVM version 30.1"], in: parent, "c")
            let silent = try folder(["llvm-profdata": "", "llvm-cov": "?"], in: parent, "d")
            let names = try folder(["llvm-cxxfilt": "_RNvC1a1b", "rustfilt": "a::b"], in: parent, "e")
            #expect(
                await refusal(.llvm, [half, silent], parent).contains("there is no llvm-profdata with an llvm-cov"))
            #expect(await refusal(.llvm, [older], parent).contains("no rustfilt or llvm-cxxfilt on PATH"))
            let found = try await CoverageTools.find([.llvm], in: [older, half, newer, names], debian: parent)
            #expect(found.llvm == 19 && found.profdata == "\(newer)/llvm-profdata" && found.cov == "\(newer)/llvm-cov")
            #expect(found.demangler == "\(names)/rustfilt" && found.go == nil)
        }
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
