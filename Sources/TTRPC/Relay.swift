package import Linux
import Synchronization

/// A client's connection joined to a server's, byte for byte, so that neither can tell that something stands between.
///
/// Without an interceptor nothing is read but bytes: frames that break the protocol pass as they are. Two threads, one a
/// direction, each of which blocks where its reader is slow, as the connection itself would.
package final class Relay: Sendable {
    /// Who looks at whole requests and answers while they pass.
    package protocol Interceptor: AnyObject, Sendable {
        /// What to do with a request; on the thread that reads the client, which it must not block for long.
        func fate(of request: RelayedRequest, on relay: Relay) -> RelayedRequest.Fate
        /// Whether an answer passes as it is; one that does not is the interceptor's to give, or nobody's.
        func passes(_ answer: ServerResponse, to request: RelayedRequest, on relay: Relay) -> Bool
    }

    private let client: Socket
    private let server: Socket
    private let interceptor: (any Interceptor)?
    private let onEnd: @Sendable () -> Void
    /// Requests that were relayed and whose answers are looked at.
    private let open = Mutex<[UInt32: RelayedRequest]>([:])
    /// Held while bytes are written to the client: answers can come from two sides.
    private let writing = Mutex(())
    private let running = Atomic(2)

    /// Takes both connections over and begins.
    ///
    /// - Parameter onEnd: called once, when both have ended and are closed.
    /// - Throws: ``TTRPCError`` when no thread can be started; both are closed then.
    package init(
        client: Descriptor, server: Descriptor, interceptor: (any Interceptor)? = nil,
        onEnd: @escaping @Sendable () -> Void = {}
    ) throws {
        self.client = Socket(descriptor: client)
        self.server = Socket(descriptor: server)
        self.interceptor = interceptor
        self.onEnd = onEnd
        try start { self.pumpRequests() }
        do {
            try start { self.pumpAnswers() }
        } catch {
            end()
            throw error
        }
    }

    /// Ends both connections.
    package func end() {
        client.shutDown(.both)
        server.shutDown(.both)
    }

    /// Gives an answer that the server did not give, or not so.
    package func answer(_ request: RelayedRequest, _ response: ServerResponse) {
        let envelope =
            switch response {
            case .success(let payload): ResponseEnvelope(status: nil, payload: payload)
            case .failure(let status): ResponseEnvelope(status: status, payload: [])
            }
        write(Frame(streamID: request.streamID, type: .response, payload: envelope.encoded()).bytes)
    }

    private func start(_ body: @escaping @Sendable () -> Void) throws {
        try ReaderThread {
            body()
            if self.running.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 {
                self.client.close()
                self.server.close()
                self.onEnd()
            }
        }.detach()
    }

    // MARK: From the client

    private func pumpRequests() {
        let ended: Socket.Read
        if let interceptor {
            var splitter = FrameSplitter([.request])
            ended = client.readAll { bytes in
                var out: [UInt8] = []
                for piece in splitter.split(bytes) {
                    switch piece {
                    case .other(let bytes): out += bytes
                    case .frame(let frame): out += relayed(frame, interceptor)
                    }
                }
                return server.writeAll(out)
            }
            _ = server.writeAll(splitter.remainder)
        } else {
            ended = client.readAll { server.writeAll($0) }
        }
        // Half closed, as the client's side is: what the server still says is still read.
        if ended == .end { server.shutDown(.writing) } else { end() }
    }

    private func relayed(_ frame: Frame, _ interceptor: any Interceptor) -> [UInt8] {
        guard let envelope = RequestEnvelope(frame.payload) else { return frame.bytes }
        var request = RelayedRequest(
            streamID: frame.header.streamID, service: envelope.service, method: envelope.method,
            payload: envelope.payload, metadata: envelope.metadata, timeoutNanoseconds: envelope.timeoutNanoseconds,
            receivedNanoseconds: monotonicNanoseconds())
        switch interceptor.fate(of: request, on: self) {
        case .taken: return []
        case .passed: return keep(request, frame.bytes)
        case .changed(let payload):
            request.payload = payload
            let changed = RequestEnvelope(
                service: request.service, method: request.method, payload: payload,
                timeout: request.timeoutNanoseconds > 0 ? .nanoseconds(request.timeoutNanoseconds) : nil,
                metadata: request.metadata)
            return keep(
                request,
                Frame(
                    streamID: request.streamID, type: .request, flags: frame.header.flags, payload: changed.encoded()
                ).bytes)
        }
    }

    private func keep(_ request: RelayedRequest, _ bytes: [UInt8]) -> [UInt8] {
        open.withLock { $0[request.streamID] = request }
        return bytes
    }

    // MARK: From the server

    private func pumpAnswers() {
        if let interceptor {
            var splitter = FrameSplitter([.response])
            _ = server.readAll { bytes in
                var out: [UInt8] = []
                for piece in splitter.split(bytes) {
                    switch piece {
                    case .other(let bytes): out += bytes
                    case .frame(let frame): if passes(frame, interceptor) { out += frame.bytes }
                    }
                }
                return write(out)
            }
            write(splitter.remainder)
        } else {
            _ = server.readAll { write($0) }
        }
        end()
    }

    private func passes(_ frame: Frame, _ interceptor: any Interceptor) -> Bool {
        guard let request = open.withLock({ $0.removeValue(forKey: frame.header.streamID) }),
            let envelope = ResponseEnvelope(frame.payload)
        else { return true }
        let failed = envelope.status.flatMap { $0.code == .ok ? nil : $0 }
        let answer = failed.map { ServerResponse.failure($0) } ?? .success(envelope.payload)
        return interceptor.passes(answer, to: request, on: self)
    }

    @discardableResult
    private func write(_ bytes: some Collection<UInt8>) -> Bool {
        writing.withLock { _ in client.writeAll(bytes) }
    }
}

/// One request while it passes through a relay.
package struct RelayedRequest: Sendable, Hashable {
    /// The stream of the call, the same on both sides.
    package var streamID: UInt32
    package var service: String
    package var method: String
    /// The serialized message.
    package var payload: [UInt8]
    package var metadata: [Metadata]
    /// How long the client waits, as it says; 0 for no limit. Any number can come.
    package var timeoutNanoseconds: Int64
    /// CLOCK_MONOTONIC just after the read(2) that completed the request.
    package var receivedNanoseconds: UInt64

    /// A request of these parts, as a test of an interceptor needs it.
    package init(
        streamID: UInt32 = 1, service: String, method: String, payload: [UInt8], metadata: [Metadata] = [],
        timeoutNanoseconds: Int64 = 0, receivedNanoseconds: UInt64 = 0
    ) {
        self.streamID = streamID
        self.service = service
        self.method = method
        self.payload = payload
        self.metadata = metadata
        self.timeoutNanoseconds = timeoutNanoseconds
        self.receivedNanoseconds = receivedNanoseconds
    }

    /// What becomes of a request.
    package enum Fate: Sendable, Hashable {
        /// It goes to the server as it came.
        case passed
        /// It goes to the server with another message.
        case changed([UInt8])
        /// The server never sees it: the interceptor answers, or nobody does.
        case taken
    }
}

extension Socket {
    /// How reading came to its end.
    enum Read: Sendable, Hashable {
        /// The peer sends no more.
        case end
        /// The peer reset the connection, or it failed.
        case broken
        /// The reader wanted no more.
        case refused
    }

    /// Reads until the end, blocking this thread, and hands on each piece; false from `taking` ends it.
    fileprivate func readAll(_ taking: (UnsafeMutableRawBufferPointer.SubSequence) -> Bool) -> Read {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            switch read(into: buffer) {
            case .bytes(0): return .end
            case .bytes(let count): if !taking(buffer[..<count]) { return .refused }
            case .wouldBlock: if !wait(writable: false) { return .broken }
            case .failed: return .broken
            }
        }
    }

    /// Writes everything, blocking this thread while the peer takes nothing; false when the peer has gone.
    fileprivate func writeAll(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.withContiguousStorageIfAvailable { write(all: UnsafeRawBufferPointer($0)) }
            ?? Array(bytes).withUnsafeBytes { write(all: $0) }
    }

    private func write(all bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            switch write(UnsafeRawBufferPointer(rebasing: rest)) {
            case .bytes(let count): rest = rest.dropFirst(count)
            case .wouldBlock: if !wait(writable: true) { return false }
            case .failed: return false
            }
        }
        return true
    }
}
