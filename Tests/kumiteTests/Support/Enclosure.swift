import Foundation
import Glibc
import Linux
import Testing

/// What a run of `kumite` left behind, seen from inside its enclosure right after it had ended.
struct Left: Sendable {
    /// Processes besides the enclosure's own, as command lines.
    var processes: [String] = []
    /// Mount points that were not there before.
    var mounts: [String] = []
}

/// What came of running `kumite`.
struct Ran: Sendable {
    /// nil when it did not end in time.
    var code: Int32?
    var stdout: String
    var stderr: String
    var left: Left

    /// The one object on standard output.
    func json() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(stdout.utf8)) as? [String: Any], "\(stdout)")
    }
}

/// A place of a test's own in which `kumite` runs: its process ids and mounts are nobody else's.
///
/// So whatever a run leaves of these is seen for certain, and is gone with the enclosure whatever the run did. What
/// else it could leave has no such wall; `Traces` looks for that.
final class Enclosure: Sendable {
    let folder: String
    let process: SpawnedProcess
    private let waiting: Duration

    /// Starts `kumite` in a new enclosure.
    ///
    /// - Parameters:
    ///   - folder: A folder of the test's own; streams and notes go there.
    ///   - before: Shell that runs inside before `kumite` does.
    ///   - after: Shell that runs inside when `kumite` has ended, before it is looked what is left.
    ///   - prefix: What runs `kumite`, such as `setpriv`.
    ///   - binary: Another `kumite` than the one that was built.
    init(
        _ arguments: [String], in folder: String, before: String = ":", after: String = ":", prefix: [String] = [],
        binary: String? = nil, waiting: Duration = .seconds(180)
    ) throws {
        self.folder = folder
        self.waiting = waiting
        let binary = try binary ?? builtProgram("kumite")
        let script = """
            set -u
            cd '\(folder)'
            \(before)
            cut -d' ' -f5 /proc/self/mountinfo | sort >'\(folder)/mounts-before'
            "$@" >'\(folder)/stdout' 2>'\(folder)/stderr' </dev/null
            code=$?
            \(after)
            cut -d' ' -f5 /proc/self/mountinfo | sort >'\(folder)/mounts-after'
            for one in /proc/[0-9]*; do
                [ "${one#/proc/}" = 1 ] || tr '\\0' ' ' 2>/dev/null <"$one/cmdline" && echo
            done >'\(folder)/processes' 2>/dev/null
            exit $code
            """
        var request = SpawnRequest(
            "/usr/bin/unshare",
            ["--pid", "--fork", "--kill-child", "--mount", "--mount-proc", "/bin/sh", "-c", script, "sh"] + prefix
                + [binary] + arguments, environment: inheritedEnvironment())
        request.group = .session
        process = try spawn(request)
    }

    /// The conductor's process, as this side numbers it, once it runs.
    func conductor() async throws -> ProcessIdentity {
        try #require(
            await eventually { try self.kumites().first { !$0.arguments.contains("__lane") }?.identity },
            "kumite did not start")
    }

    /// The lanes' processes.
    func lanes() throws -> [ProcessIdentity] {
        try kumites().filter { $0.arguments.contains("__lane") }.map(\.identity)
    }

    /// Waits until a stub's daemon serves a trial; false if none came.
    func hasDaemon() async throws -> Bool {
        try await eventually {
            try self.programs("stub-shim").contains { $0.arguments.contains("-id") && !$0.arguments.contains("start") }
                ? true : nil
        } ?? false
    }

    private func kumites() throws -> [(identity: ProcessIdentity, arguments: [String])] { try programs("kumite") }

    private func programs(_ name: String) throws -> [(identity: ProcessIdentity, arguments: [String])] {
        try ProcessTable.read().descendants(of: process.pid).filter { $0.name == name && !$0.hasEnded }.map {
            stat in
            let line = (try? Files.read("/proc/\(stat.pid)/cmdline", limit: 1 << 16).bytes) ?? []
            return (stat.identity, line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
        }
    }

    /// Waits for its end, and tells what came of it.
    func end() async throws -> Ran {
        var exit = try await process.exit(within: waiting)
        let inTime = exit != nil
        if !inTime {
            // Its first process's end ends all the others.
            _ = try process.sendToGroup(SIGKILL)
            exit = try await process.exit(within: .seconds(30))
        }
        var code: Int32?
        if inTime, case .exited(let value)? = exit?.status { code = value }
        return Ran(code: code, stdout: text("stdout"), stderr: text("stderr"), left: inTime ? left : Left())
    }

    private var left: Left {
        let before = Set(lines("mounts-before"))
        return Left(
            // What looks is there too: the shell's own children.
            processes: lines("processes").filter { !$0.hasPrefix("tr ") },
            mounts: lines("mounts-after").filter { !before.contains($0) })
    }

    private func text(_ name: String) -> String {
        String(decoding: (try? Files.read("\(folder)/\(name)", limit: 8 << 20).bytes) ?? [], as: UTF8.self)
    }

    private func lines(_ name: String) -> [String] {
        text(name).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}

/// Runs `kumite` in an enclosure to its end.
func runKumite(
    _ arguments: [String], in folder: String, before: String = ":", after: String = ":", prefix: [String] = []
) async throws -> Ran {
    try await Enclosure(arguments, in: folder, before: before, after: after, prefix: prefix).end()
}

/// Asks again until there is an answer, for a while at most.
func eventually<Value>(
    within patience: Duration = .seconds(60), _ question: () async throws -> Value?
) async throws -> Value? {
    let deadline = Stamp.after(patience)
    while Stamp.now < deadline {
        if let answer = try await question() { return answer }
        try await Poller.shared.sleep(until: .after(.milliseconds(20)))
    }
    return nil
}

/// The folder that programs of this package are built into: the test bundle's own.
func builtProgram(_ name: String) throws -> String {
    let bundle = try ThisProcess.program
    return "\(bundle[..<(bundle.lastIndex(of: "/") ?? bundle.endIndex)])/\(name)"
}

/// The environment that Swift programs of this package need to find their libraries.
func inheritedEnvironment() -> [String] {
    let names: [String] = ["PATH", "LD_LIBRARY_PATH", "HOME"]
    return names.compactMap { (name: String) -> String? in
        getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
}

/// A folder of a test's own, removed at the end.
func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = "/tmp/kumite-e2e-\(UUID().uuidString.prefix(8).lowercased())"
    try Files.makeDirectory(folder, mode: 0o755)
    defer { #expect(Files.removeTree(folder).isEmpty) }
    return try await body(folder)
}
