import Coverage
import Foundation
import Glibc
import Host
import Linux
import Matrices
import Recordings

extension CoverageTools {
    /// The most files that are handed to a tool; a trial starts some tens of processes.
    private static let fileLimit = 10_000
    /// The most that is kept of what a tool prints; all functions of Kata's shim are some 5 MB.
    private static let outputLimit = 256 << 20
    private static let deadline = Duration.seconds(120)

    /// What a folder's counters say, by the owner's tools.
    ///
    /// - Parameter shim: The program that LLVM's counters are of.
    /// - Returns: nil and why, where nothing could be read.
    func read(
        _ kind: CounterKind, in folder: String, of shim: String
    ) async -> (reading: ToolReading?, files: CounterFiles, problems: [String]) {
        let (reading, files, problems) = await readAll(kind, in: folder, of: shim)
        var all = problems + files.problems
        // Whoever left counters ran its own first function; if nothing was run, they are another program's.
        if let reading, !reading.isAnyReached { all.append("they reach no function of the shim: another program's") }
        return (reading, files, all)
    }

    private func readAll(
        _ kind: CounterKind, in folder: String, of shim: String
    ) async -> (reading: ToolReading?, files: CounterFiles, problems: [String]) {
        let names = ((try? Directory(folder).names(limit: Self.fileLimit + 1)) ?? [])
            .map { String(decoding: $0, as: UTF8.self) }.sorted()
        let files = CounterFiles(names: names)
        guard names.count <= Self.fileLimit else {
            return (nil, files, ["the shim left more than \(Self.fileLimit) files of counters"])
        }
        switch kind {
        case .go:
            guard files.hasGoDescription else {
                return (nil, files, ["the shim left no counters of Go: is it built with -cover?"])
            }
            return await readGo(folder, files)
        case .llvm:
            guard !files.processes.isEmpty else {
                return (nil, files, ["the shim left no counters of LLVM: is it built with instrument-coverage?"])
            }
            return await readLLVM(folder, names.filter(CounterFiles.isRaw), files, shim)
        }
    }

    private func readGo(
        _ folder: String, _ files: CounterFiles
    ) async -> (ToolReading?, CounterFiles, [String]) {
        guard let go else { return (nil, files, ["no Go tool chain was looked for"]) }
        let (text, problem) = await run([go, "tool", "covdata", "func", "-i=\(folder)"], folder)
        guard let text else { return (nil, files, [problem ?? ""]) }
        let reading = GoFunctionsText.read(text)
        guard !reading.functions.isEmpty else { return (nil, files, reading.problems) }
        return (reading, files, reading.problems)
    }

    private func readLLVM(
        _ folder: String, _ raw: [String], _ files: CounterFiles, _ shim: String
    ) async -> (ToolReading?, CounterFiles, [String]) {
        guard let profdata, let cov, let demangler else { return (nil, files, ["no LLVM tools were looked for"]) }
        var problems: [String] = []
        let list = "\(folder)/files"
        do {
            // A trial can leave more files than a command line holds. The weight is written because a path may hold a
            // comma, before which one is looked for.
            try Files.write(list, Array(raw.map { "1,\(folder)/\($0)\n" }.joined().utf8))
        } catch {
            return (nil, files, ["\(error)"])
        }
        // Those the tool passes over in silence.
        let empty = raw.count { Self.isEmpty("\(folder)/\($0)") }
        if empty > 0 { problems.append("\(empty) of \(raw.count) files of counters are empty") }
        // A torn file is told and the rest is read; nothing is, only where all are torn.
        let (merged, torn) = await run(
            [profdata, "merge", "-sparse", "-failure-mode=all", "-f", list, "-o", "\(folder)/merged"], folder)
        if let torn { problems.append(torn) }
        guard merged != nil else { return (nil, files, problems) }
        let (text, why) = await run(
            [
                cov, "export", "-format=lcov", "-instr-profile", "\(folder)/merged",
            ] + checksPrograms + [
                // What others wrote and the shim is linked with is in no critical path.
                "-ignore-filename-regex=/\\.cargo/|/rustc/|/rustlib/", shim,
            ], folder)
        if let why { problems.append(why) }
        guard let text else { return (nil, files, problems) }
        let lcov = LCOVText(text)
        let mangled = lcov.mangled
        let (named, unnamed) = await run([demangler], folder, stdin: mangled.joined(separator: "\n") + "\n")
        if let unnamed { problems.append(unnamed) }
        guard let named else { return (nil, files, problems) }
        let names = String(decoding: named, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .prefix(mangled.count).map(String.init)
        let reading = lcov.functions(named: names)
        problems += reading.problems
        return (reading.functions.isEmpty ? nil : reading, files, problems)
    }

    /// Without it counters of another build of the same source are taken for zeros; LLVM has it since 17.
    private var checksPrograms: [String] { (llvm ?? 0) >= 17 ? ["-check-binary-ids"] : [] }

    private static func isEmpty(_ path: String) -> Bool {
        var seen = stat()
        return lstat(path, &seen) == 0 && seen.st_size == 0
    }

    /// What a tool says, the same in every trial: without the folder, processes, digests and times in files' names.
    static func general(_ said: String, in folder: String) -> String {
        bounded(said.replacing(folder + "/", with: ""))
            .replacing(/[0-9]+-[0-9]+_[0-9]+\.profraw/, with: "a file")
            .replacing(/cov(counters|meta)\.[0-9a-f]+(\.[0-9]+)*/, with: "a file")
    }

    /// What to do where the tools are older than the counters, in LLVM's own words for it.
    private func advice(_ said: String) -> String {
        guard let llvm, said.contains("profile format version") else { return "" }
        return "; these tools are LLVM \(llvm)'s: put those of the LLVM that built the shim, or later ones, on PATH"
    }

    /// What a tool printed, or why that is nothing; a tool that ended well may have something to complain of, too.
    private func run(
        _ arguments: [String], _ folder: String, stdin: String = ""
    ) async -> (output: [UInt8]?, problem: String?) {
        var program = Program(
            purpose: "coverage", arguments: arguments, environment: Self.environment, directory: folder,
            stdin: Array(stdin.utf8))
        program.keeping = Self.outputLimit
        let record = await program.run(within: Self.deadline)
        let name = arguments[0].split(separator: "/").last.map(String.init) ?? arguments[0]
        let words = String(decoding: record.stderr.bytes.prefix(4096), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let said = Self.general(words, in: folder) + advice(words)
        switch record.end {
        case .exited(0): return (record.stdout.bytes, said.isEmpty ? nil : "\(name) says: \(said)")
        case .exited(let code): return (nil, "\(name) exits \(code): \(said)")
        case .signalled(let signal): return (nil, "\(name) is killed by signal \(signal): \(said)")
        case .timedOut: return (nil, "\(name) takes longer than \(Self.deadline)")
        case .notStarted(let why): return (nil, "\(name) can't be started: \(Self.bounded(why))")
        }
    }
}
