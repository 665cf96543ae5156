import Synchronization

/// One client of a server, seen from the server's side.
final class ServerConnection: ConnectionHandler {
    private struct State {
        var lastID: UInt32 = 0
        /// The handlers that run, by their streams.
        var running: [UInt32: Task<Void, Never>?] = [:]
        var streams: [UInt32: MessageQueue<ServerStream.End>] = [:]
        /// From when on no more requests are taken.
        var draining = false
        /// From when on a handler that begins is cancelled at once.
        var cancelled = false
    }

    /// The connection's number in its server.
    let number: UInt64

    private let connection: Connection
    private let peer: Int32
    private let routes: ServerRoutes
    private let observe: @Sendable (ServerEvent) -> Void
    private let onEnd: @Sendable (ServerConnection) -> Void
    private let state = Mutex(State())

    init(
        _ connection: Connection, number: UInt64, peer: Int32, routes: ServerRoutes,
        observe: @escaping @Sendable (ServerEvent) -> Void, onEnd: @escaping @Sendable (ServerConnection) -> Void
    ) {
        self.connection = connection
        self.number = number
        self.peer = peer
        self.routes = routes
        self.observe = observe
        self.onEnd = onEnd
    }

    func start() throws {
        try connection.start(self)
    }

    /// Takes no more requests; whether every answer has been given and written.
    func drain() -> Bool {
        let answered = state.withLock { state in
            state.draining = true
            return state.running.isEmpty
        }
        return answered && !connection.hasBacklog
    }

    /// Cancels the handlers, joins the reader and closes.
    func close() {
        cancelHandlers(.cancelled)
        connection.close()
    }

    // MARK: On the reader thread

    func receive(_ item: FrameDecoder.Item, at nanoseconds: UInt64) -> Violation? {
        switch item {
        case .oversize(let header):
            let violation = Violation.oversize(length: header.length, streamID: header.streamID)
            guard [.request, .data].contains(header.type) else { return .outOfStep(header) }
            var head: [UInt8] = []
            header.encode(into: &head)
            observe(.violation(violation, frame: head, connection: number, atNanoseconds: nanoseconds))
            answer(header.streamID, .failure(Status(.resourceExhausted, violation.description)))
        case .frame(let frame) where frame.header.type == .request:
            request(frame, at: nanoseconds)
        case .frame(let frame) where frame.header.type == .data:
            data(frame, at: nanoseconds)
        case .frame(let frame):
            // As Go's server does: no answer to what is neither a request nor data.
            violated(.unexpectedType(frame.header.type, streamID: frame.header.streamID), frame, at: nanoseconds)
        }
        return nil
    }

    func expire(at nanoseconds: UInt64) -> UInt64 { .max }

    func ended(_ end: ConnectionEnd, at nanoseconds: UInt64) {
        cancelHandlers(.ended(end))
        observe(.disconnected(end, connection: number, atNanoseconds: nanoseconds))
        onEnd(self)
    }

    private func request(_ frame: Frame, at nanoseconds: UInt64) {
        let id = frame.header.streamID
        let (accepted, draining) = state.withLock { state in
            defer { if !id.isMultiple(of: 2) { state.lastID = max(state.lastID, id) } }
            return (!id.isMultiple(of: 2) && id > state.lastID, state.draining)
        }
        guard let envelope = RequestEnvelope(frame.payload) else {
            violated(.malformedEnvelope(streamID: id), frame, at: nanoseconds)
            return answer(id, .failure(Status(.invalidArgument, "the payload is not a request envelope")))
        }
        let request = ServerRequest(
            connection: number, streamID: id, service: envelope.service, method: envelope.method,
            payload: envelope.payload, metadata: envelope.metadata, timeoutNanoseconds: envelope.timeoutNanoseconds,
            receivedNanoseconds: nanoseconds, frame: frame, peer: peer)
        observe(.request(request))
        guard accepted else {
            violated(.badStreamID(id), frame, at: nanoseconds)
            let words = "stream id \(id) must be odd and above the ones before it"
            return answer(id, .failure(Status(.invalidArgument, words)))
        }
        guard !draining else {
            return answer(id, .failure(Status(.unavailable, "the server is stopping")))
        }
        handle(request, flags: frame.header.flags)
    }

    private func handle(_ request: ServerRequest, flags: FrameFlags) {
        let id = request.streamID
        let body: @Sendable () async -> ServerResponse?
        switch routes.handler(of: request) {
        case .unary(let handler):
            body = { await handler(request) }
        case .stream(let handler):
            let incoming = MessageQueue<ServerStream.End>()
            if flags.contains(.remoteOpen) {
                state.withLock { $0.streams[id] = incoming }
            } else {
                incoming.end(.closed)
            }
            let stream = ServerStream(streamID: id, connection: connection, incoming: incoming)
            body = { await handler(request, stream) }
        }
        // Known before it runs: it may well be over when `immediate` returns.
        state.withLock { _ = $0.running.updateValue(nil, forKey: id) }
        let task = Task.immediate {
            finish(id, await body())
        }
        let cancelled = state.withLock { state in
            if state.running[id] != nil { state.running[id] = task }
            return state.cancelled
        }
        if cancelled { task.cancel() }
    }

    private func finish(_ id: UInt32, _ response: ServerResponse?) {
        if let response {
            answer(id, response)
        } else {
            let last = Frame(streamID: id, type: .data, flags: [.remoteClosed, .noData], payload: [])
            connection.send { last.bytes }
        }
        state.withLock { state in
            state.running[id] = nil
            state.streams[id] = nil
        }
    }

    private func data(_ frame: Frame, at nanoseconds: UInt64) {
        let id = frame.header.streamID
        let (queue, last) = state.withLock { ($0.streams[id], $0.lastID) }
        guard let queue else {
            return violated(id > last ? .unknownStream(id) : .finishedStream(id), frame, at: nanoseconds)
        }
        if !frame.header.flags.contains(.noData), !queue.add(Array(frame.payload), at: nanoseconds) {
            queue.end(.cancelled)
            return violated(.floodedStream(id), frame, at: nanoseconds)
        }
        if frame.header.flags.contains(.remoteClosed) {
            queue.end(.closed)
        }
    }

    private func violated(_ violation: Violation, _ frame: Frame, at nanoseconds: UInt64) {
        observe(.violation(violation, frame: frame.bytes, connection: number, atNanoseconds: nanoseconds))
    }

    private func answer(_ id: UInt32, _ response: ServerResponse) {
        // A handler that returns because it was cancelled has not decided anything.
        if state.withLock({ $0.cancelled }) { return }
        let envelope =
            switch response {
            case .success(let payload): ResponseEnvelope(status: nil, payload: payload)
            case .failure(let status): ResponseEnvelope(status: status, payload: [])
            }
        var payload = envelope.encoded()
        if payload.count > FrameHeader.maximumLength {
            let words = "the answer has \(payload.count) bytes; the limit is \(FrameHeader.maximumLength)"
            payload = ResponseEnvelope(status: Status(.resourceExhausted, words), payload: []).encoded()
        }
        let frame = Frame(streamID: id, type: .response, payload: payload)
        connection.send { frame.bytes }
    }

    private func cancelHandlers(_ end: ServerStream.End) {
        let (tasks, streams) = state.withLock { state in
            state.draining = true
            state.cancelled = true
            return (state.running.values.compactMap { $0 }, Array(state.streams.values))
        }
        for stream in streams { stream.end(end) }
        for task in tasks { task.cancel() }
    }
}
