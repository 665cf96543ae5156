import Synchronization

/// The messages of one direction of a stream, in order, between the reader thread and the tasks that take them.
final class MessageQueue<End: Sendable>: Sendable {
    /// What a task gets.
    enum Item: Sendable {
        /// One message's bytes, stamped right after its read(2).
        case message([UInt8], atNanoseconds: UInt64)
        /// Nothing more comes.
        case end(End)
    }

    private struct State {
        var messages: [(bytes: [UInt8], nanoseconds: UInt64)] = []
        var byteCount = 0
        var ended: End?
        var takers: [CheckedContinuation<Item, Never>] = []
    }

    /// The most messages and bytes that may wait: a peer that sends more than is taken must not fill the memory.
    private static var limits: (messages: Int, bytes: Int) { (4096, 64 << 20) }

    private let state = Mutex(State())

    /// Adds a message; false if too much waits already.
    func add(_ message: [UInt8], at nanoseconds: UInt64) -> Bool {
        let (accepted, taker) = state.withLock { state -> (Bool, CheckedContinuation<Item, Never>?) in
            if state.ended != nil { return (true, nil) }
            if !state.takers.isEmpty { return (true, state.takers.removeFirst()) }
            let (messages, bytes) = MessageQueue.limits
            guard state.messages.count < messages, state.byteCount + message.count <= bytes else {
                return (false, nil)
            }
            state.messages.append((message, nanoseconds))
            state.byteCount += message.count
            return (true, nil)
        }
        taker?.resume(returning: .message(message, atNanoseconds: nanoseconds))
        return accepted
    }

    /// Ends the queue; what waits in it can still be taken. The first end counts.
    func end(_ end: End) {
        let takers = state.withLock { state -> [CheckedContinuation<Item, Never>] in
            guard state.ended == nil else { return [] }
            state.ended = end
            defer { state.takers = [] }
            return state.takers
        }
        for taker in takers {
            taker.resume(returning: .end(end))
        }
    }

    /// Whether the end is known, though messages may still wait before it.
    var hasEnded: Bool { state.withLock { $0.ended != nil } }

    /// Takes the next message, or the end once there are no more.
    func next() async -> Item {
        await withCheckedContinuation { continuation in
            let item: Item? = state.withLock { state in
                if !state.messages.isEmpty {
                    let (bytes, nanoseconds) = state.messages.removeFirst()
                    state.byteCount -= bytes.count
                    return .message(bytes, atNanoseconds: nanoseconds)
                }
                if let ended = state.ended { return .end(ended) }
                state.takers.append(continuation)
                return nil
            }
            if let item { continuation.resume(returning: item) }
        }
    }
}
