import Synchronization

/// What a client's callers and its reader thread share: who waits for which stream.
final class ClientCore: ConnectionHandler {
    /// A request's bytes with the place of its stream id still open.
    struct Draft {
        var bytes: [UInt8]
        /// The stream to use; nil takes the next, as every honest call does.
        var streamID: UInt32?
    }

    /// What came of sending a request.
    enum Launch {
        /// It waits for an answer on this stream.
        case sent(streamID: UInt32, nanoseconds: UInt64)
        /// It was not sent, and nobody waits.
        case refused(CallFailure)
    }

    private struct State {
        var nextID: UInt32? = 1
        var pending: [UInt32: PendingCall] = [:]
        /// Streams that were given up and whose answer may still come.
        var abandoned: Set<UInt32> = []
        /// When the reader thread looks for expired calls next.
        var lookAt = UInt64.max
        var end: ConnectionEnd?
    }

    /// The most given-up streams that are remembered; an older one's answer counts as one for a finished stream.
    private static let abandonedLimit = 65_536

    private let connection: Connection
    private let observe: @Sendable (ClientEvent) -> Void
    private let state = Mutex(State())
    private let numbers = Atomic<UInt64>(0)

    init(_ connection: Connection, observe: @escaping @Sendable (ClientEvent) -> Void) {
        self.connection = connection
        self.observe = observe
    }

    /// A number for a call that is about to begin.
    func number() -> UInt64 {
        numbers.add(1, ordering: .relaxed).newValue
    }

    /// Sends the request and makes its waiter wait, in one step as seen from other callers: ids go out in order.
    func launch(_ draft: Draft, _ call: PendingCall) -> Launch {
        var refusal = CallFailure.ended(.closed)
        var streamID: UInt32 = 0
        var expiresFirst = false
        let sent = connection.send {
            state.withLock { state in
                if let end = state.end {
                    refusal = .ended(end)
                    return nil
                }
                // Set before the handler of a cancellation runs: either this sees it or the handler finds the call.
                if Task.isCancelled {
                    refusal = .cancelled
                    return nil
                }
                guard let id = draft.streamID ?? state.nextID else { return nil }
                guard state.pending[id] == nil else {
                    refusal = .streamInUse(id)
                    return nil
                }
                streamID = id
                if !id.isMultiple(of: 2), id >= state.nextID ?? .max {
                    let (next, overflow) = id.addingReportingOverflow(2)
                    state.nextID = overflow ? nil : next
                }
                state.pending[id] = call
                if call.deadline < state.lookAt {
                    state.lookAt = call.deadline
                    expiresFirst = true
                }
                return ClientCore.stamp(draft.bytes, with: id)
            }
        }
        if expiresFirst { connection.wake() }
        guard let sent else { return .refused(refusal) }
        return .sent(streamID: streamID, nanoseconds: sent)
    }

    /// Sends bytes that nobody waits for.
    @discardableResult
    func send(_ bytes: [UInt8]) -> UInt64? {
        connection.send { bytes }
    }

    /// Sends a frame on a stream that waits already.
    func send(_ frame: Frame) {
        connection.send { frame.bytes }
    }

    /// Ends the call of this number, if it still waits, because its task was cancelled.
    func cancel(number: UInt64) {
        giveUp { $0.value.number == number }
    }

    /// Ends the stream, if it still waits.
    func abandon(_ streamID: UInt32) {
        giveUp { $0.key == streamID }
    }

    /// Ends everything: the reader is joined, and what waits fails.
    func close() {
        connection.close()
    }

    private func giveUp(_ matches: (Dictionary<UInt32, PendingCall>.Element) -> Bool) {
        let call = state.withLock { state -> PendingCall? in
            guard let (id, call) = state.pending.first(where: matches) else { return nil }
            state.pending[id] = nil
            ClientCore.abandon(id, in: &state)
            return call
        }
        call?.finish(.failed(.cancelled), at: monotonicNanoseconds())
    }

    private static func abandon(_ streamID: UInt32, in state: inout State) {
        if state.abandoned.count >= abandonedLimit { state.abandoned.removeFirst() }
        state.abandoned.insert(streamID)
    }

    /// Puts the stream id into the header at the front of the bytes.
    private static func stamp(_ bytes: [UInt8], with streamID: UInt32) -> [UInt8] {
        var bytes = bytes
        for (index, shift) in zip(4..<8, [24, 16, 8, 0] as [UInt32]) where index < bytes.count {
            bytes[index] = UInt8(truncatingIfNeeded: streamID >> shift)
        }
        return bytes
    }

    // MARK: On the reader thread

    func receive(_ item: FrameDecoder.Item, at nanoseconds: UInt64) -> Violation? {
        switch item {
        case .oversize(let header): oversize(header, at: nanoseconds)
        case .frame(let frame): receive(frame, at: nanoseconds)
        }
    }

    func expire(at nanoseconds: UInt64) -> UInt64 {
        let (expired, lookAt) = state.withLock { state -> ([PendingCall], UInt64) in
            let expired = state.pending.filter { $0.value.deadline <= nanoseconds }
            for id in expired.keys {
                state.pending[id] = nil
                ClientCore.abandon(id, in: &state)
            }
            state.lookAt = state.pending.values.map(\.deadline).min() ?? .max
            return (Array(expired.values), state.lookAt)
        }
        for call in expired {
            call.finish(.failed(.deadline(call.timeout ?? .zero)), at: nanoseconds)
        }
        return lookAt
    }

    func ended(_ end: ConnectionEnd, at nanoseconds: UInt64) {
        let calls = state.withLock { state -> [PendingCall] in
            state.end = end
            defer { state.pending = [:] }
            return Array(state.pending.values)
        }
        for call in calls {
            call.finish(.failed(.ended(end)), at: nanoseconds)
        }
        observe(.ended(end, atNanoseconds: nanoseconds))
    }

    private func oversize(_ header: FrameHeader, at nanoseconds: UInt64) -> Violation? {
        let id = header.streamID
        guard [.response, .data].contains(header.type), hasOpened(id) else {
            // Not even the stream is one of ours: the length is garbage, and so is where the next frame begins.
            return .outOfStep(header)
        }
        let violation = Violation.oversize(length: header.length, streamID: id)
        var head: [UInt8] = []
        header.encode(into: &head)
        if let call = take(id) {
            call.finish(.failed(.violation(violation, frame: head)), at: nanoseconds)
        } else {
            observe(.violation(violation, frame: head, atNanoseconds: nanoseconds))
        }
        return nil
    }

    private func receive(_ frame: Frame, at nanoseconds: UInt64) -> Violation? {
        let id = frame.header.streamID
        switch frame.header.type {
        case .response:
            guard let call = take(id) else {
                stray(frame, at: nanoseconds)
                break
            }
            call.finish(ClientCore.outcome(of: frame), at: nanoseconds)
        case .data:
            data(frame, at: nanoseconds)
        default:
            fail(.unexpectedType(frame.header.type, streamID: id), frame, at: nanoseconds)
        }
        return nil
    }

    private func data(_ frame: Frame, at nanoseconds: UInt64) {
        let id = frame.header.streamID
        guard let call = state.withLock({ $0.pending[id] }) else { return stray(frame, at: nanoseconds) }
        guard case .stream(let queue) = call.waiter else {
            return fail(.dataOnUnaryStream(id), frame, at: nanoseconds)
        }
        if !frame.header.flags.contains(.noData), !queue.add(Array(frame.payload), at: nanoseconds) {
            return fail(.floodedStream(id), frame, at: nanoseconds)
        }
        if frame.header.flags.contains(.remoteClosed) {
            _ = take(id)
            queue.end(StreamEnd(outcome: nil, nanoseconds: nanoseconds))
        }
    }

    /// Ends the call that the frame is for, or reports the violation if there is none.
    private func fail(_ violation: Violation, _ frame: Frame, at nanoseconds: UInt64) {
        guard let call = take(frame.header.streamID) else {
            return observe(.violation(violation, frame: frame.bytes, atNanoseconds: nanoseconds))
        }
        call.finish(.failed(.violation(violation, frame: frame.bytes)), at: nanoseconds)
    }

    /// Reports a frame that nobody waits for.
    private func stray(_ frame: Frame, at nanoseconds: UInt64) {
        let id = frame.header.streamID
        let violation: Violation? = state.withLock { state in
            if state.abandoned.contains(id) {
                if frame.header.type == .response { state.abandoned.remove(id) }
                return nil
            }
            return ClientCore.hasOpened(id, state) ? .finishedStream(id) : .unknownStream(id)
        }
        if let violation {
            observe(.violation(violation, frame: frame.bytes, atNanoseconds: nanoseconds))
        } else {
            observe(.late(frame, atNanoseconds: nanoseconds))
        }
    }

    private func hasOpened(_ streamID: UInt32) -> Bool {
        state.withLock { ClientCore.hasOpened(streamID, $0) }
    }

    /// Whether some call has had this stream; a raw frame may have had any.
    private static func hasOpened(_ streamID: UInt32, _ state: State) -> Bool {
        state.pending[streamID] != nil || (!streamID.isMultiple(of: 2) && streamID < state.nextID ?? .max)
    }

    private func take(_ streamID: UInt32) -> PendingCall? {
        state.withLock { $0.pending.removeValue(forKey: streamID) }
    }

    private static func outcome(of frame: Frame) -> CallOutcome {
        guard let envelope = ResponseEnvelope(frame.payload) else {
            return .failed(.violation(.malformedEnvelope(streamID: frame.header.streamID), frame: frame.bytes))
        }
        return .answer(Answer(status: envelope.status, payload: envelope.payload, frame: frame.bytes))
    }
}
