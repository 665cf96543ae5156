import Glibc
import Linux

/// Runs a program that prints a few lines and ends.
enum ShortProgram {
    /// What it printed, at most 16 KiB. It is killed at the deadline.
    ///
    /// - Throws: `LinuxError` when it can't be started.
    static func run(_ path: String, _ arguments: [String], deadline: Duration) async throws -> String {
        let pipe = try Pipe()
        var request = SpawnRequest(
            path, arguments, environment: ["PATH=" + InstalledTool.folders.joined(separator: ":")])
        request.descriptors = [1: pipe.writing, 2: pipe.writing]
        let end = Stamp.after(deadline)
        let process = try spawn(request)
        pipe.writing.close()
        let output = try await Poller.shared.readAll(pipe.reading, limit: 16_384, until: end)
        if try await process.exit(until: end) == nil {
            try process.send(SIGKILL)
            _ = try await process.exit()
        }
        return String(decoding: output.bytes, as: UTF8.self)
    }
}
