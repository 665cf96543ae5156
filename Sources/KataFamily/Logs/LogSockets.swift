import Drivers
import Glibc
import Host
import Linux
import Recordings

/// Where programs of a trial leave their log for the system: syslog's socket and the journal's own, in a folder of the
/// lane's own, so that nothing reaches the host's.
struct LogSockets: Sendable {
    /// How many bytes of each are recorded; the rest is read and dropped, so that nobody who writes waits.
    static let recordedBytes = 256 << 10

    private static let journal = HostView.logFolder
    private static let device = "/dev/log"

    private let readers: [Reader]
    private let isDeviceCovered: Bool

    /// Opens them; what comes is handed to the recorder as it comes.
    init(_ recorder: Recorder) throws {
        try Files.makeDirectories(Self.journal, mode: 0o755)
        let syslog = "\(Self.journal)/dev-log"
        var readers: [Reader] = []
        func open(_ path: String, _ way: SystemLogRecord.Way) throws {
            // One that a lane's former trial has left was left by a failure of ours.
            _ = try? Files.remove(path)
            readers.append(Reader(try UnixSocket.datagrams(at: .path(path)), path, way, recorder, try Poller.shared))
        }
        do {
            try open(syslog, .syslog)
            try open("\(Self.journal)/socket", .journal)
            var seen = stat()
            let isThere = lstat(Self.device, &seen) == 0
            // A link leads into /run, and so here. Where there is nothing, Go's shims look in /run next (facts).
            if !isThere { try open("/run/log", .syslog) }
            isDeviceCovered = isThere && seen.st_mode & S_IFMT == S_IFSOCK
            if isDeviceCovered {
                try Mounts.mount(type: "none", source: syslog, target: Self.device, flags: [.bind])
            }
        } catch {
            for reader in readers { _ = try? Files.remove(reader.path) }
            throw error
        }
        self.readers = readers
    }

    /// Takes what is still there, and closes them.
    func stop() async {
        if isDeviceCovered { _ = try? Mounts.unmount(Self.device, lazily: true) }
        for reader in readers { await reader.stop() }
        // Only if nothing of others is there.
        _ = rmdir(Self.journal)
        _ = rmdir("/run/systemd")
    }

    /// One socket, read as long as the trial lasts.
    private final class Reader: Sendable {
        let path: String
        private let descriptor: Descriptor
        private let task: Task<Void, Never>

        init(
            _ descriptor: Descriptor, _ path: String, _ way: SystemLogRecord.Way, _ recorder: Recorder,
            _ poller: Poller
        ) {
            self.descriptor = descriptor
            self.path = path
            task = Task {
                var left = LogSockets.recordedBytes
                while (try? await poller.readable(descriptor)) == true {
                    while let bytes = try? descriptor.read(upTo: 1 << 18) {
                        let kept = Array(bytes.prefix(left))
                        left -= kept.count
                        guard !kept.isEmpty else { continue }
                        let record = SystemLogRecord(way: way, bytes: RawBytes(kept))
                        recorder.record(.systemLog(record), at: Stamp.now.nanoseconds)
                    }
                }
            }
        }

        func stop() async {
            // What was sent before the sender ended is there already: once more round the loop.
            try? await Poller.shared.sleep(until: .after(.milliseconds(1)))
            task.cancel()
            await task.value
            descriptor.close()
            _ = try? Files.remove(path)
        }
    }
}
