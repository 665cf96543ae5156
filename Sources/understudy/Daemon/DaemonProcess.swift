import FoundationEssentials
import Glibc
import Linux

/// The understudy's daemon as the `start` that makes it talks to it.
struct DaemonProcess: Sendable {
    private let process: SpawnedProcess
    private let lines: LineChannel
    /// How long one may take to go that has nothing to stand before: some milliseconds, on a loaded host longer.
    private static let goingTime = Duration.seconds(1)

    /// Starts one; when this returns it takes events.
    static func start(_ program: String, _ orders: Daemon.Orders) async throws -> DaemonProcess {
        let (ours, theirs) = try UnixSocket.pair()
        // The container's id is not on its command line: by that callers find the real shim's.
        var request = SpawnRequest(program, [Daemon.word], environment: [], directory: "/")
        request.descriptors = [0: theirs]
        request.group = .session
        let process = try spawn(request)
        theirs.close()
        let daemon = DaemonProcess(process: process, lines: LineChannel(ours))
        try await daemon.tell(String(decoding: try JSONEncoder().encode(orders), as: UTF8.self))
        return daemon
    }

    /// Has it take the place of the shim that listens at an address; when this returns it does.
    func serve(_ address: String) async throws {
        try await tell(address)
    }

    /// Lets it go, where there is no shim to stand before: when this returns its socket's name is gone with it.
    ///
    /// Who looks at the host sooner takes both for what the shim has left (2 of 17 trials of cli/no-bundle).
    func end() async {
        lines.close()
        _ = try? await process.exit(within: Self.goingTime)
    }

    /// - Throws: A ``StagingProblem`` with what the daemon says is wrong.
    private func tell(_ line: String) async throws {
        try await lines.write(line)
        let answer = try await lines.read() ?? "its daemon has died"
        if answer != Daemon.done { throw StagingProblem(why: answer) }
    }
}

/// Lines over a connection, one at a time each way.
struct LineChannel: Sendable {
    private let connection: Descriptor

    init(_ connection: Descriptor) {
        self.connection = connection
    }

    func write(_ line: String) async throws {
        let plain = line.split(separator: "\n").joined(separator: " ")
        _ = try await Poller.shared.writeAll(connection, Array("\(plain)\n".utf8))
    }

    /// The next line; nil when the other end has gone.
    func read() async throws -> String? {
        try connection.setNonBlocking()
        var bytes: [UInt8] = []
        while true {
            do {
                let byte = try connection.read(upTo: 1)
                if byte.isEmpty { return nil }
                if byte == [10] { return String(decoding: bytes, as: UTF8.self) }
                bytes += byte
            } catch let error as LinuxError where error.errno == EAGAIN {
                _ = try await Poller.shared.readable(connection)
            }
        }
    }

    func close() { connection.close() }
}
