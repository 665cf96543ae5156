import Glibc
import Linux
import Testing

/// A deadline that only a hang misses.
let patience = Duration.seconds(30)

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

/// What a program wrote to its standard output, and how it ended.
struct Ran {
    let output: String
    let exit: ProcessExit?
    let process: SpawnedProcess

    var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// Starts a program with its output (1 and 2) in a pipe, and waits for both the output's end and its own.
func run(_ path: String, _ arguments: [String] = [], _ change: (inout SpawnRequest) -> Void = { _ in }) async throws
    -> Ran
{
    let pipe = try Pipe()
    var request = SpawnRequest(path, arguments, environment: ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"])
    request.descriptors = [1: pipe.writing, 2: pipe.writing]
    change(&request)
    let process = try spawn(request)
    pipe.writing.close()
    request.descriptors = [:]
    let collected = try await Poller.shared.readAll(pipe.reading, limit: 1 << 20, until: .after(patience))
    let exit = try await process.exit(within: patience)
    if exit == nil { try process.sendToGroup(SIGKILL) }
    return Ran(output: String(decoding: collected.bytes, as: UTF8.self), exit: exit, process: process)
}

/// Runs a line of shell.
func shell(_ script: String, _ change: (inout SpawnRequest) -> Void = { _ in }) async throws -> Ran {
    try await run("/bin/sh", ["-c", script], change)
}

/// Runs the fixture, which does a thing in a process of its own.
func fixture(_ arguments: String..., change: (inout SpawnRequest) -> Void = { _ in }) async throws -> Ran {
    try await run(try builtProgram("LinuxFixture"), arguments) { request in
        request.environment = inheritedEnvironment()
        change(&request)
    }
}

/// A field of /proc/PID/status in a program's output.
func field(_ name: String, in output: String) -> String? {
    let line = output.split(separator: "\n").first { $0.hasPrefix("\(name):") }
    return line.map { String($0.dropFirst(name.count + 1).drop(while: \.isWhitespace)) }
}
