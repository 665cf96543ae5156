/// What a peer sent although the protocol does not allow it.
///
/// An observation, not an error: a broken shim is what is being looked for.
public enum Violation: Sendable, Hashable, CustomStringConvertible {
    /// A frame for a stream that nobody opened.
    case unknownStream(UInt32)
    /// A frame for a stream that had its last frame already.
    case finishedStream(UInt32)
    /// A type that no side or not this side may send.
    case unexpectedType(FrameType, streamID: UInt32)
    /// A payload that is longer than 4 MiB; it was skipped.
    case oversize(length: UInt32, streamID: UInt32)
    /// A header that makes no sense at all: the byte stream is out of step, and the connection is given up.
    case outOfStep(FrameHeader)
    /// A payload that is not the envelope that its type promises.
    case malformedEnvelope(streamID: UInt32)
    /// Data on a stream that was opened for one answer.
    case dataOnUnaryStream(UInt32)
    /// More data on a stream than its reader takes: what may wait is bounded.
    case floodedStream(UInt32)
    /// The connection ended inside a frame.
    case truncated(Truncation)
    /// A request whose stream id is even, or not above the ones before it.
    case badStreamID(UInt32)

    /// The violation's name, for facets and reports: lower-case words joined by hyphens.
    public var name: String {
        switch self {
        case .unknownStream: "unknown-stream"
        case .finishedStream: "finished-stream"
        case .unexpectedType: "unexpected-type"
        case .oversize: "oversize-frame"
        case .outOfStep: "broken-frame"
        case .malformedEnvelope: "malformed-envelope"
        case .dataOnUnaryStream: "data-on-unary-stream"
        case .floodedStream: "flooded-stream"
        case .truncated: "truncated-frame"
        case .badStreamID: "bad-stream-id"
        }
    }

    /// The violation in one sentence.
    public var description: String {
        switch self {
        case .unknownStream(let id): "a frame for stream \(id), which nobody opened"
        case .finishedStream(let id): "a frame for stream \(id), which had been ended"
        case .unexpectedType(let type, let id): "a frame of type \(type.rawValue) on stream \(id)"
        case .oversize(let length, let id):
            "a frame of \(length) bytes on stream \(id); the limit is \(FrameHeader.maximumLength)"
        case .outOfStep(let header):
            "a frame header of type \(header.type.rawValue) and \(header.length) bytes: this is not ttrpc"
        case .malformedEnvelope(let id): "a payload on stream \(id) that is not the envelope of its frame's type"
        case .dataOnUnaryStream(let id): "a data frame on stream \(id), which is unary"
        case .floodedStream(let id): "more data on stream \(id) than may wait to be read"
        case .truncated(let truncation): "the connection ended \(truncation)"
        case .badStreamID(let id): "a request on stream \(id), which is even or not above the one before"
        }
    }
}
