import Drivers
import Facets
import Linux
import Recordings
import Synchronization

/// An output that the shim, or a logger, writes into a file of the trial's own; looked at when the process has ended.
final class OutputFile: OutputSource {
    let subject: String
    let stream: OutputStream
    /// The file, which need not be there.
    let path: String
    /// A file that is there once nothing more is written; nil where nobody tells.
    private let marker: String?
    private let readyLine: TextPattern?
    private let recorder: Recorder
    private let poller: Poller

    private struct State {
        var length = 0
        var digest = SHA256()
    }

    private let state = Mutex(State())

    /// How often a file is looked at that nobody tells the end of.
    private static let period = Duration.milliseconds(10)
    /// How long a file must not have grown: a shim copies what a pipe still holds in far less. A logger is a process of
    /// its own, and a shim may hold its pipes until the task is deleted.
    private var rest: Duration { .milliseconds(marker == nil ? 50 : 200) }

    init(
        subject: String, stream: OutputStream, path: String, marker: String?, readyLine: TextPattern? = nil,
        poller: Poller,
        recorder: Recorder
    ) {
        self.readyLine = readyLine
        self.subject = subject
        self.stream = stream
        self.path = path
        self.marker = marker
        self.poller = poller
        self.recorder = recorder
    }

    func begin() {}

    func line(until deadline: Stamp) async -> Bool? {
        while Stamp.now < deadline {
            let head = (try? Files.read(path, limit: OutputReader.recordedBytes).bytes) ?? []
            var search = LineSearch(readyLine)
            if search.find(in: head) { return true }
            if isMarked { return false }
            guard await pause() else { return nil }
        }
        return nil
    }

    func end(within grace: Duration) async -> OutputEnd {
        let deadline = Stamp.after(grace)
        var last = FileSize.of(path)
        var restsSince = Stamp.now
        while !isMarked, Stamp.now < deadline, last == nil || restsSince.advanced(by: rest) > Stamp.now {
            guard await pause() else { break }
            let size = FileSize.of(path)
            if size != last { restsSince = Stamp.now }
            last = size
        }
        let closed = marker == nil ? last != nil : isMarked
        take()
        return state.withLock { state in
            var digest = state.digest
            return OutputEnd(
                subject: subject, stream: stream, length: state.length, digest: digest.finish().hexadecimal,
                closed: closed)
        }
    }

    func stop() async {}

    private var isMarked: Bool { marker.map { Files.exists($0) } ?? false }

    private func pause() async -> Bool { (try? await poller.sleep(until: .after(Self.period))) != nil }

    /// Records and digests what was written since the last look.
    private func take() {
        let at = Stamp.now.nanoseconds
        // A link in its place could lead anywhere.
        guard let file = try? Files.open(path, Self.flags) else { return }
        let pieces = state.withLock { state -> [(offset: Int, bytes: [UInt8])] in
            var pieces: [(offset: Int, bytes: [UInt8])] = []
            var offset = 0
            while let piece = try? file.read(upTo: 1 << 20), !piece.isEmpty {
                let fresh = Array(piece.dropFirst(max(0, state.length - offset)))
                offset += piece.count
                guard !fresh.isEmpty else { continue }
                let kept = Array(fresh.prefix(max(0, OutputReader.recordedBytes - state.length)))
                if !kept.isEmpty { pieces.append((state.length, kept)) }
                state.length += fresh.count
                state.digest.update(fresh)
            }
            return pieces
        }
        for piece in pieces {
            recorder.record(
                .output(
                    OutputRecord(
                        subject: subject, stream: stream, offset: piece.offset, bytes: RawBytes(piece.bytes))),
                at: at)
        }
    }
}
