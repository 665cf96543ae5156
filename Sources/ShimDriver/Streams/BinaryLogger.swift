import Glibc
package import Linux

/// The logger that a shim starts for a process whose streams are `binary://`: it writes what it reads into files.
///
/// The contract is containerd's (`runtime/v2/logging`): stdout is descriptor 3, stderr 4; closing 5 says that the logger
/// is ready; the environment names the container. It ends when both streams have.
package struct BinaryLogger: Sendable {
    /// The first argument of `kumite` in this role.
    package static let word = "__log"

    /// The files' path without what is put behind it: `.stdout`, `.stderr`, `.closed`.
    package var files: String

    package init(files: String) {
        self.files = files
    }

    /// The file that is there once both streams have ended; it holds what the environment said.
    package static func marker(of files: String) -> String { "\(files).closed" }

    /// Reads both streams to their ends.
    ///
    /// - Parameter environment: `CONTAINER_ID` and `CONTAINER_NAMESPACE` are written down.
    /// - Throws: A `LinuxError` when a file can't be written.
    package func run(stdout: Descriptor, stderr: Descriptor, ready: Descriptor, environment: [String: String]) async throws
    {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW
        let out = try Files.open("\(files).stdout", flags, mode: 0o600)
        let errors = try Files.open("\(files).stderr", flags, mode: 0o600)
        ready.close()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await Self.copy(stdout, to: out) }
            group.addTask { try await Self.copy(stderr, to: errors) }
            try await group.waitForAll()
        }
        let said = ["CONTAINER_ID", "CONTAINER_NAMESPACE"].map { "\($0)=\(environment[$0] ?? "")\n" }.joined()
        try Files.write(Self.marker(of: files), Array(said.utf8), mode: 0o600)
    }

    private static func copy(_ stream: Descriptor, to file: Descriptor) async throws {
        let poller = try Poller.shared
        try stream.setNonBlocking()
        while try await poller.readable(stream) {
            do {
                let bytes = try stream.read(upTo: 65_536)
                if bytes.isEmpty { return }
                try file.writeAll(bytes)
            } catch let error as LinuxError where error.errno == EAGAIN {
                continue
            }
        }
    }
}
