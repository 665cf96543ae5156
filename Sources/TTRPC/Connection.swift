import Synchronization

/// What a connection tells its client or server; every call comes on the reader thread.
protocol ConnectionHandler: AnyObject, Sendable {
    /// Takes one thing that the peer sent, stamped right after its read(2).
    ///
    /// - Returns: a violation after which the connection is of no use.
    func receive(_ item: FrameDecoder.Item, at nanoseconds: UInt64) -> Violation?
    /// Gives up what has run out of time; returns when to look again, `UInt64.max` for never.
    func expire(at nanoseconds: UInt64) -> UInt64
    /// Hears that nothing more comes; once, and last.
    func ended(_ end: ConnectionEnd, at nanoseconds: UInt64)
}

/// One connected socket with the thread that reads it.
///
/// Senders write in their own thread; what the peer does not take at once waits here and is written by the reader
/// thread, so that no sender ever blocks.
final class Connection: Sendable {
    private struct Outbox {
        /// False from the moment that the descriptor may be closed.
        var open = true
        /// What the socket did not take yet, in order.
        var backlog: [UInt8] = []
    }

    private let socket: Socket
    private let wakeup: Wakeup
    private let outbox = Mutex(Outbox())
    private let thread = Mutex<ReaderThread?>(nil)
    private let stopping = Atomic(false)
    private let backlogged = Atomic(false)
    private let closesItself = Atomic(false)

    /// Takes the socket over, also when this fails.
    init(_ socket: Socket) throws {
        self.socket = socket
        do {
            wakeup = try Wakeup()
        } catch {
            socket.close()
            throw error
        }
    }

    /// Starts reading; the handler lives as long as the thread does. A failure closes.
    func start(_ handler: some ConnectionHandler) throws {
        do {
            try thread.withLock { thread in
                thread = try ReaderThread { self.run(handler) }
            }
        } catch {
            closeDescriptors()
            throw error
        }
    }

    /// Writes the bytes that `make` returns; senders take their turn in the order in which `make` runs.
    ///
    /// - Returns: CLOCK_MONOTONIC just before the write(2); nil if this side has closed. That the peer has closed is
    ///   no failure here: what it says last is still to be read, and the reader tells the end.
    @discardableResult
    func send(_ make: () -> [UInt8]?) -> UInt64? {
        var stalled = false
        let sent: UInt64? = outbox.withLock { outbox in
            guard outbox.open, let bytes = make() else { return nil }
            let now = monotonicNanoseconds()
            guard outbox.backlog.isEmpty else {
                outbox.backlog += bytes
                return now
            }
            let written = write(bytes[...])
            if written < bytes.count {
                outbox.backlog += bytes[written...]
                stalled = true
            }
            return now
        }
        if stalled {
            backlogged.store(true, ordering: .releasing)
            wakeup.wake()
        }
        return sent
    }

    /// Whether something waits for the peer to read.
    var hasBacklog: Bool { backlogged.load(ordering: .acquiring) }

    /// Makes the reader ask its handler for expired things now.
    func wake() {
        wakeup.wake()
    }

    /// Ends the reader, joins it and gives all descriptors back; safe to call twice, and from the reader itself.
    func close() {
        let ended: ReaderThread? = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        guard let ended else { return }
        stopping.store(true, ordering: .releasing)
        if ended.isCurrent {
            closesItself.store(true, ordering: .releasing)
            ended.detach()
        } else {
            wakeup.wake()
            ended.join()
            closeDescriptors()
        }
    }

    private func closeDescriptors() {
        outbox.withLock { outbox in
            guard outbox.open else { return }
            outbox.open = false
            outbox.backlog = []
            socket.close()
        }
        wakeup.close()
    }

    /// Writes what the socket takes; an error other than "later" takes it all, as the reader is about to see the end.
    private func write(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBytes { buffer in
            switch socket.write(buffer) {
            case .bytes(let count): count
            case .wouldBlock: 0
            case .failed: bytes.count
            }
        }
    }

    private func flush() {
        outbox.withLock { outbox in
            let written = write(outbox.backlog[...])
            outbox.backlog.removeFirst(written)
            backlogged.store(!outbox.backlog.isEmpty, ordering: .releasing)
        }
    }

    // MARK: The reader thread

    private func run(_ handler: some ConnectionHandler) {
        let end = read(handler)
        handler.ended(end, at: monotonicNanoseconds())
        if closesItself.load(ordering: .acquiring) {
            closeDescriptors()
        }
    }

    private func read(_ handler: some ConnectionHandler) -> ConnectionEnd {
        // Fits what a task API says in one read; a longer frame takes several.
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { buffer.deallocate() }
        var decoder = FrameDecoder()
        var lookAt = UInt64.max
        while !stopping.load(ordering: .acquiring) {
            let now = lookAt == .max ? 0 : monotonicNanoseconds()
            let ready = Socket.wait(
                socket, orWritable: backlogged.load(ordering: .acquiring), wakeup.socket,
                nanoseconds: lookAt == .max ? nil : (lookAt > now ? lookAt - now : 0))
            if ready.first, let end = receive(&decoder, buffer, handler) {
                return end
            }
            if ready.writable { flush() }
            if ready.second { wakeup.clear() }
            if ready.second || lookAt != .max, monotonicNanoseconds() >= lookAt || ready.second {
                lookAt = handler.expire(at: monotonicNanoseconds())
            }
        }
        return .closed
    }

    private func receive(
        _ decoder: inout FrameDecoder, _ buffer: UnsafeMutableRawBufferPointer, _ handler: some ConnectionHandler
    ) -> ConnectionEnd? {
        switch socket.read(into: buffer) {
        case .bytes(0):
            return decoder.remainder.map { .violated(.truncated($0)) } ?? .orderly
        case .bytes(let count):
            let now = monotonicNanoseconds()
            var fatal: Violation?
            decoder.decode(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { item in
                if fatal == nil { fatal = handler.receive(item, at: now) }
            }
            return fatal.map { .violated($0) }
        case .wouldBlock:
            return nil
        case .failed(let number):
            return number == connectionReset ? .reset : .failed(errno: number)
        }
    }
}
