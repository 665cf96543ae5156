import Foundation
import Glibc
import Host
import Linux
package import Matrices
import Recordings

/// The programs that read what instrumented shims count: each format is read by its owner's own tools alone.
package struct CoverageTools: Sendable, Hashable {
    /// A Go tool chain of 1.20 or later; nil where none is needed.
    var go: String?
    /// `llvm-profdata` and `llvm-cov` of one installation, the newest that was found.
    var profdata: String?
    var cov: String?
    /// Their version, 21.
    var llvm: Int?
    /// Writes mangled names of Rust out, a line each.
    var demangler: String?

    /// How long a tool may take to say its version.
    private static let deadline = Duration.seconds(20)
    /// `go tool covdata` came with Go 1.20.
    private static let oldestGo = 20
    /// Where a tool chain may keep its own beside what PATH names: Swift's has LLVM's.
    private static let neighbours = ["swift", "swiftc"]

    /// Looks for the tools that `kinds` need on PATH, and beside the Swift tool chain.
    ///
    /// - Throws: A `RunError` that says which is missing and what to install.
    package static func find(_ kinds: Set<CounterKind>) async throws(RunError) -> CoverageTools {
        try await find(
            kinds, in: (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init),
            debian: debianFolder)
    }

    /// The same in folders that are given.
    static func find(
        _ kinds: Set<CounterKind>, in folders: [String], debian: String
    ) async throws(RunError) -> CoverageTools {
        var tools = CoverageTools()
        if kinds.contains(.go) { tools.go = try await go(in: folders, debian: debian) }
        if kinds.contains(.llvm) {
            (tools.profdata, tools.cov, tools.llvm) = try await llvm(in: folders)
            tools.demangler = try await demangler(in: folders)
        }
        return tools
    }

    /// The first on PATH, or else the newest of those that Debian keeps beside it; of these the first that is new enough.
    private static func go(in folders: [String], debian: String) async throws(RunError) -> String {
        var said: String?
        for path in [folders.map({ "\($0)/go" }).first(where: isProgram)].compactMap(\.self) + debianGo(debian) {
            let version = await run([path, "version"]).words
            // `go version go1.23.5 linux/amd64`
            let numbers = version.split(separator: " ").first { $0.hasPrefix("go1.") }?.split(separator: ".") ?? []
            if numbers.count > 1, let minor = Int(numbers[1].prefix { $0.isNumber }), minor >= oldestGo { return path }
            said = said ?? "\(path) says \"\(bounded(version))\""
        }
        throw missing(
            "Go's counters", said ?? "there is no go on PATH, nor in \(debian)/go-1.*/bin",
            "put Go 1.\(oldestGo) or later first on PATH")
    }

    /// Where Debian's packages of one version each (`golang-1.23-go`) put theirs, which are not on PATH.
    private static let debianFolder = "/usr/lib"

    /// Newest first.
    private static func debianGo(_ folder: String) -> [String] {
        let names = ((try? Directory(folder).names()) ?? []).map { String(decoding: $0, as: UTF8.self) }
        return names.compactMap { name in
            name.wholeMatch(of: /go-1\.([0-9]{1,3})/).flatMap { match in Int(match.output.1).map { ($0, name) } }
        }.sorted { $0.0 > $1.0 }.map { "\(folder)/\($0.1)/bin/go" }.filter(isProgram)
    }

    /// The newest pair: an older one refuses counters of a newer compiler, a newer one reads those of an older.
    private static func llvm(in folders: [String]) async throws(RunError) -> (
        profdata: String, cov: String, version: Int
    ) {
        var all = folders
        for folder in folders {
            for name in neighbours where isProgram("\(folder)/\(name)") {
                guard let path = try? realPath("\(folder)/\(name)") else { continue }
                all.append(URL(fileURLWithPath: path).deletingLastPathComponent().path)
            }
        }
        var best: (version: Int, folder: String)?
        for folder in Set(all).sorted() where isProgram("\(folder)/llvm-profdata") && isProgram("\(folder)/llvm-cov") {
            let said = await run(["\(folder)/llvm-cov", "--version"]).words
            guard
                let number = said.range(of: "LLVM version ").flatMap({
                    Int(said[$0.upperBound...].prefix { $0.isNumber })
                })
            else { continue }
            if number > best?.version ?? 0 { best = (number, folder) }
        }
        guard let best else {
            throw missing(
                "LLVM's counters", "there is no llvm-profdata with an llvm-cov on PATH or beside swift",
                "install those of the LLVM that built the shim, or a later one")
        }
        return ("\(best.folder)/llvm-profdata", "\(best.folder)/llvm-cov", best.version)
    }

    private static func demangler(in folders: [String]) async throws(RunError) -> String {
        for name in ["rustfilt", "llvm-cxxfilt"] {
            for path in folders.map({ "\($0)/\(name)" }) where isProgram(path) {
                let said = await run([path], stdin: "_RNvC1a1b\n").words
                if said == "a::b" { return path }
            }
        }
        throw missing(
            "Rust's names", "there is no rustfilt or llvm-cxxfilt on PATH that writes them out",
            "install rustfilt, or LLVM 13 or later")
    }

    private static func missing(_ what: String, _ why: String, _ now: String) -> RunError {
        .user("reading", what, why, "\(now), or take `coverage` from the contender")
    }

    private static func isProgram(_ path: String) -> Bool { path.hasPrefix("/") && access(path, X_OK) == 0 }

    private static func realPath(_ path: String) throws -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    private static func run(_ arguments: [String], stdin: String = "") async -> ProgramRecord {
        await Program(
            purpose: "version", arguments: arguments, environment: environment, stdin: Array(stdin.utf8)
        ).run(within: deadline)
    }

    /// What a tool chain looks for in its environment, as Kumite found it.
    static var environment: [String] {
        let kept = ["PATH", "HOME", "GOROOT", "GOPATH", "GOCACHE", "TMPDIR"]
        return kept.compactMap { key in ProcessInfo.processInfo.environment[key].map { "\(key)=\($0)" } }
            + ["GOTOOLCHAIN=local", "GOFLAGS="]
    }

    static func bounded(_ text: String) -> String {
        String(text.unicodeScalars.prefix(160).map { $0.value < 0x20 || $0.value == 0x7f ? " " : Character($0) })
    }
}

extension ProgramRecord {
    /// What it printed, without what is around it.
    var words: String {
        String(decoding: stdout.bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
