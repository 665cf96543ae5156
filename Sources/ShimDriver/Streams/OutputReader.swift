import Drivers
import Facets
import Glibc
import Linux
import Recordings
import Synchronization

/// Reads one output stream of a process to its end: records how it begins, counts and digests all of it.
final class OutputReader: OutputSource {
    /// How a reader treats its writer.
    enum Manner: Sendable {
        /// It reads what comes.
        case reading
        /// It does not read until it is begun.
        case stalled
        /// It closes its end after the first bytes.
        case leaving
    }

    /// How many bytes of a stream are recorded; the rest is counted and digested.
    static let recordedBytes = 64 * 1024

    let subject: String
    let stream: OutputStream
    /// Set when the line that is waited for, or the end without one, was read: whether there was one.
    let firstLine = OneShot<Bool>()
    /// Set when the writers have closed the stream.
    let ended = OneShot<Void>()

    private struct State {
        var length = 0
        var digest = SHA256()
        var lines: LineSearch
    }

    private let state: Mutex<State>
    let manner: Manner
    private let descriptor: Descriptor
    private let poller: Poller
    private let recorder: Recorder
    private let reading = Mutex<Task<Void, Never>?>(nil)

    init(
        subject: String, stream: OutputStream, descriptor: Descriptor, manner: Manner = .reading,
        readyLine: TextPattern? = nil, poller: Poller, recorder: Recorder
    ) {
        state = Mutex(State(lines: LineSearch(readyLine)))
        self.manner = manner
        self.subject = subject
        self.stream = stream
        self.descriptor = descriptor
        self.poller = poller
        self.recorder = recorder
    }

    func begin() {
        reading.withLock { task in
            if task == nil { task = Task { await self.read() } }
        }
    }

    func line(until deadline: Stamp) async -> Bool? {
        (try? await withDeadline(deadline) { try await self.firstLine.get() }) ?? nil
    }

    func end(within grace: Duration) async -> OutputEnd {
        let closed = (try? await withDeadline(.after(grace)) { try await self.ended.get() }) != nil
        return soFar(closed: closed)
    }

    func stop() async {
        let task = reading.withLock { $0 }
        task?.cancel()
        await task?.value
        descriptor.close()
    }

    private func soFar(closed: Bool) -> OutputEnd {
        state.withLock { state in
            var digest = state.digest
            return OutputEnd(
                subject: subject, stream: stream, length: state.length, digest: digest.finish().hexadecimal,
                closed: closed)
        }
    }

    private func read() async {
        while true {
            guard (try? await poller.readable(descriptor)) == true else { return }
            let at = Stamp.now
            let bytes: [UInt8]
            do {
                bytes = try descriptor.read(upTo: 65_536)
            } catch let error as LinuxError where error.errno == EAGAIN {
                continue
            } catch {
                break
            }
            guard !bytes.isEmpty else { break }
            take(bytes, at: at)
            if manner == .leaving {
                descriptor.close()
                break
            }
        }
        firstLine.set(false)
        ended.set(())
    }

    private func take(_ bytes: [UInt8], at: Stamp) {
        let (offset, kept, isFound) = state.withLock { state in
            let offset = state.length
            state.length += bytes.count
            state.digest.update(bytes)
            return (offset, bytes.prefix(max(0, Self.recordedBytes - offset)), state.lines.find(in: bytes))
        }
        if !kept.isEmpty {
            recorder.record(
                .output(OutputRecord(subject: subject, stream: stream, offset: offset, bytes: RawBytes(Array(kept)))),
                at: at.nanoseconds)
        }
        if isFound { firstLine.set(true) }
    }
}
