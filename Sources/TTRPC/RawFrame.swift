/// A frame to send as it is said, right or wrong: what a test of a server's manners needs.
package struct RawFrame: Sendable, Hashable {
    /// The stream to send it on; nil takes the client's next.
    package var streamID: UInt32?
    /// Any of the 256 types.
    package var type: FrameType
    /// Any flags.
    package var flags: FrameFlags
    /// The length that the header tells; nil tells the true one.
    package var length: UInt32?
    /// What follows the header.
    package var payload: [UInt8]

    /// A frame of these fields.
    package init(
        streamID: UInt32? = nil, type: FrameType, flags: FrameFlags = [], length: UInt32? = nil, payload: [UInt8]
    ) {
        self.streamID = streamID
        self.type = type
        self.flags = flags
        self.length = length
        self.payload = payload
    }

    /// A frame that carries a request as every honest call's does, to be made wrong.
    package static func request(
        service: String, method: String, payload: [UInt8], metadata: [Metadata] = [], timeout: Duration? = nil
    ) -> RawFrame {
        let envelope = RequestEnvelope(
            service: service, method: method, payload: payload, timeout: timeout, metadata: metadata)
        return RawFrame(type: .request, payload: envelope.encoded())
    }

    /// The bytes, whose stream id the client fills in.
    var draft: ClientCore.Draft {
        let header = FrameHeader(
            length: length ?? UInt32(clamping: payload.count), streamID: streamID ?? 0, type: type, flags: flags)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(FrameHeader.byteCount + payload.count)
        header.encode(into: &bytes)
        bytes += payload
        return ClientCore.Draft(bytes: bytes, streamID: streamID)
    }
}
