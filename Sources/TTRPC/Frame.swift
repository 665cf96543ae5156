/// What a frame carries, as the ninth byte of its header says.
///
/// A raw value, because a hostile peer can send any of the 256.
public struct FrameType: RawRepresentable, Sendable, Hashable {
    /// The byte on the wire.
    public var rawValue: UInt8

    /// A type by its byte on the wire.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Opens a stream; its payload is a request envelope.
    public static let request = FrameType(rawValue: 1)
    /// Ends a stream; its payload is a response envelope.
    public static let response = FrameType(rawValue: 2)
    /// One message of a stream that is not unary.
    public static let data = FrameType(rawValue: 3)
}

/// The bits of a frame's tenth byte, told from the receiver's side.
public struct FrameFlags: OptionSet, Sendable, Hashable {
    /// The byte on the wire.
    public var rawValue: UInt8

    /// Flags by their byte on the wire.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The sender sends no more data on this stream.
    public static let remoteClosed = FrameFlags(rawValue: 0x01)
    /// The sender of this request is going to send data.
    public static let remoteOpen = FrameFlags(rawValue: 0x02)
    /// This data frame carries no message, not even an empty one.
    public static let noData = FrameFlags(rawValue: 0x04)
}

/// The ten bytes before every payload, big-endian.
public struct FrameHeader: Sendable, Hashable {
    /// Bytes of a header on the wire.
    public static let byteCount = 10
    /// The most bytes that a payload may have: 4 MiB, the protocol's limit.
    public static let maximumLength = 4 << 20

    /// Bytes of the payload that follows.
    public var length: UInt32
    /// The stream that the frame belongs to: odd if a client opened it.
    public var streamID: UInt32
    /// What the payload is.
    public var type: FrameType
    /// What the sender says about the stream.
    public var flags: FrameFlags

    /// A header of these four fields.
    public init(length: UInt32, streamID: UInt32, type: FrameType, flags: FrameFlags = []) {
        self.length = length
        self.streamID = streamID
        self.type = type
        self.flags = flags
    }

    /// Reads a header from the first ten of the bytes, or nil if there are fewer.
    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count >= FrameHeader.byteCount else { return nil }
        var iterator = bytes.makeIterator()
        func byte() -> UInt8 { iterator.next() ?? 0 }
        func word() -> UInt32 { (0..<4).reduce(0) { sum, _ in sum << 8 | UInt32(byte()) } }
        length = word()
        streamID = word()
        type = FrameType(rawValue: byte())
        flags = FrameFlags(rawValue: byte())
    }

    /// Appends the ten bytes.
    func encode(into bytes: inout [UInt8]) {
        for word in [length, streamID] {
            for shift in [24, 16, 8, 0] as [UInt32] {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        bytes.append(type.rawValue)
        bytes.append(flags.rawValue)
    }

    /// Whether the payload is longer than the protocol allows.
    var isOversize: Bool { length > UInt32(FrameHeader.maximumLength) }
}

/// One frame as it is on the wire.
public struct Frame: Sendable, Hashable {
    /// What the first ten bytes say.
    public let header: FrameHeader
    /// Header and payload, exactly as they came or will go.
    public let bytes: [UInt8]

    /// A frame whose header tells the payload's true length.
    public init(streamID: UInt32, type: FrameType, flags: FrameFlags = [], payload: [UInt8]) {
        let length = UInt32(clamping: payload.count)
        header = FrameHeader(length: length, streamID: streamID, type: type, flags: flags)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(FrameHeader.byteCount + payload.count)
        header.encode(into: &bytes)
        bytes += payload
        self.bytes = bytes
    }

    /// A frame of bytes that the decoder has measured already.
    init(header: FrameHeader, bytes: [UInt8]) {
        self.header = header
        self.bytes = bytes
    }

    /// What follows the header.
    public var payload: ArraySlice<UInt8> { bytes.dropFirst(FrameHeader.byteCount) }
}
