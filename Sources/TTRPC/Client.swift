/// A connection to a ttrpc server.
///
/// Calls run at the same time, each on its own stream. Nothing here blocks a thread that runs tasks: the caller's
/// thread writes, one thread of the client's own reads and keeps the deadlines.
public final class Client: Sendable {
    private let core: ClientCore

    /// Connects to the unix socket at the path; one that starts with `@` is in the abstract namespace.
    ///
    /// - Parameter observe: hears on the reader thread what no call reports; it must not block.
    public init(
        connectingTo path: String, observe: @escaping @Sendable (ClientEvent) -> Void = { _ in }
    ) throws {
        let socket = try Socket.connect(to: path)
        let connection = try Connection(socket)
        core = ClientCore(connection, observe: observe)
        try connection.start(core)
    }

    deinit {
        core.close()
    }

    /// Ends the connection: what waits fails as `ended(closed)`, the reader thread is joined, all descriptors closed.
    public func close() {
        core.close()
    }

    /// Calls a method that takes one message and gives one.
    ///
    /// - Parameters:
    ///   - payload: the serialized message.
    ///   - timeout: how long to wait, also told to the server (which may not care); nil waits for ever.
    public func call(
        service: String, method: String, payload: [UInt8], metadata: [Metadata] = [], timeout: Duration? = nil
    ) async -> Exchange {
        let envelope = RequestEnvelope(
            service: service, method: method, payload: payload, timeout: timeout, metadata: metadata)
        var exchange = await exchange(
            RawFrame(type: .request, payload: envelope.encoded()), timeout: timeout, limited: true)
        exchange.service = service
        exchange.method = method
        exchange.request = payload
        return exchange
    }

    /// Sends a frame as it is, right or wrong, and waits for what comes on its stream.
    package func call(_ frame: RawFrame, timeout: Duration?) async -> Exchange {
        await exchange(frame, timeout: timeout, limited: false)
    }

    /// Sends bytes that need not be a frame, and waits for nothing; nil if the connection is closed.
    ///
    /// - Returns: CLOCK_MONOTONIC just before the write(2).
    @discardableResult
    package func send(_ bytes: [UInt8]) -> UInt64? {
        core.send(bytes)
    }

    /// Opens a stream that is not unary.
    ///
    /// - Parameter sends: whether this side sends messages after the request.
    package func openStream(
        service: String, method: String, payload: [UInt8], sends: Bool, metadata: [Metadata] = [],
        timeout: Duration? = nil
    ) -> ClientStream {
        let envelope = RequestEnvelope(
            service: service, method: method, payload: payload, timeout: timeout, metadata: metadata)
        let frame = RawFrame(
            type: .request, flags: sends ? .remoteOpen : .remoteClosed, payload: envelope.encoded())
        let incoming = MessageQueue<StreamEnd>()
        let call = PendingCall(.stream(incoming), number: core.number(), timeout: timeout)
        switch core.launch(frame.draft, call) {
        case .sent(let id, let nanoseconds):
            return ClientStream(streamID: id, sentNanoseconds: nanoseconds, core: core, incoming: incoming)
        case .refused(let failure):
            call.finish(.failed(failure), at: monotonicNanoseconds())
            return ClientStream(streamID: 0, sentNanoseconds: nil, core: core, incoming: incoming)
        }
    }

    private func exchange(_ frame: RawFrame, timeout: Duration?, limited: Bool) async -> Exchange {
        var streamID: UInt32 = 0
        var sent: UInt64?
        let number = core.number()
        let reply = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Reply, Never>) in
                let call = PendingCall(.call(continuation), number: number, timeout: timeout)
                guard !limited || frame.payload.count <= FrameHeader.maximumLength else {
                    let failure = CallFailure.requestTooLong(byteCount: frame.payload.count)
                    return call.finish(.failed(failure), at: monotonicNanoseconds())
                }
                switch core.launch(frame.draft, call) {
                case .sent(let id, let nanoseconds):
                    streamID = id
                    sent = nanoseconds
                case .refused(let failure):
                    call.finish(.failed(failure), at: monotonicNanoseconds())
                }
            }
        } onCancel: {
            core.cancel(number: number)
        }
        return Exchange(
            service: "", method: "", streamID: streamID, request: frame.payload, sentNanoseconds: sent,
            receivedNanoseconds: reply.nanoseconds, outcome: reply.outcome)
    }
}
