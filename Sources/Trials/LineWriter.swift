import Linux
import Synchronization

/// Gathers lines and has them written in large pieces, beside whoever has them to say.
///
/// A system call a line would cost more than the line. And who says them must never wait for a conductor that reads late: it
/// may be the thread that answers a shim's event, and a shim that gets no answer in time tells its event again.
final class LineWriter: Sendable {
    /// How much is gathered before it is written without being asked.
    private static let pieceSize = 32 * 1024

    private enum Work: Sendable {
        case write([UInt8])
        /// All that came before is written, or never will be.
        case tell(OneShot<Void>)
    }

    private struct State {
        var gathered: [UInt8] = []
        /// How much was gathered and is not written yet.
        var waiting = 0
        var lost = 0
        /// Why nothing can be written any more: the conductor is gone.
        var failure: (any Error)?
    }

    /// How much may wait to be read.
    private let limit: Int
    private let state = Mutex(State())
    private let queue: AsyncStream<Work>.Continuation

    /// Writes to a descriptor, which becomes non-blocking.
    ///
    /// - Parameter limit: How many bytes may wait to be read; more are lost.
    init(_ descriptor: Descriptor, limit: Int = 64 << 20) {
        self.limit = limit
        let (stream, queue) = AsyncStream.makeStream(of: Work.self)
        self.queue = queue
        Task { [weak self] in
            for await work in stream {
                switch work {
                case .tell(let done): done.set(())
                case .write(let piece):
                    do {
                        _ = try await Poller.shared.writeAll(descriptor, piece)
                        self?.written(piece.count, nil)
                    } catch {
                        self?.written(piece.count, error)
                    }
                }
            }
        }
    }

    deinit {
        queue.finish()
    }

    /// Takes bytes that end with a line's end.
    func write(_ line: [UInt8]) {
        state.withLock { state in
            guard state.failure == nil, state.waiting + line.count <= limit else {
                state.lost += line.count
                return
            }
            gather(line, &state)
            if state.gathered.count >= Self.pieceSize { hand(on: &state) }
        }
    }

    /// Takes a line that must not be lost, however much waits, and waits until all is written.
    ///
    /// - Throws: Why it can't be: the conductor is gone.
    func say(_ line: [UInt8]) async throws {
        state.withLock { gather(line, &$0) }
        try await flush()
    }

    /// Waits until everything is written.
    ///
    /// - Throws: Why it can't be: the conductor is gone.
    func flush() async throws {
        let done = OneShot<Void>()
        state.withLock { state in
            hand(on: &state)
            queue.yield(.tell(done))
        }
        try await done.get()
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// How many bytes were lost since this was asked last.
    func takeLost() -> Int {
        state.withLock { state in
            defer { state.lost = 0 }
            return state.lost
        }
    }

    private func gather(_ line: [UInt8], _ state: inout State) {
        state.gathered += line
        state.waiting += line.count
    }

    /// In the order of the lines, which is that of the lock.
    private func hand(on state: inout State) {
        guard !state.gathered.isEmpty else { return }
        queue.yield(.write(state.gathered))
        state.gathered = []
    }

    private func written(_ count: Int, _ failure: (any Error)?) {
        state.withLock { state in
            state.waiting -= count
            state.failure = state.failure ?? failure
        }
    }
}
