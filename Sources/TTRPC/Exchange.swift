/// One key and value that travel beside a request.
public struct Metadata: Sendable, Hashable {
    /// The key; it may come more than once.
    public var key: String
    /// The value.
    public var value: String

    /// A pair of this key and value.
    public init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }
}

/// What a server answered.
public struct Answer: Sendable, Hashable {
    /// The server's status; nil where the answer carries none, which means success.
    public var status: Status?
    /// The serialized message of the method, exactly as it came.
    public var payload: [UInt8]
    /// The whole frame, header included, exactly as it came.
    public var frame: [UInt8]

    /// Whether the call was carried out: no status, or one with the code 0.
    public var succeeded: Bool { (status?.code ?? .ok) == .ok }
}

/// Why a call has no answer.
public enum CallFailure: Sendable, Hashable, CustomStringConvertible {
    /// Nothing came in the time given.
    case deadline(Duration)
    /// The connection ended first, or had ended before.
    case ended(ConnectionEnd)
    /// Something came that is not an answer; the frame's bytes as far as they are held.
    case violation(Violation, frame: [UInt8])
    /// The calling task was cancelled.
    case cancelled
    /// The request is longer than a frame may be, and was not sent.
    case requestTooLong(byteCount: Int)
    /// The stream that a raw frame named waits for an answer already; nothing was sent.
    case streamInUse(UInt32)

    /// The failure's name, for facets and reports: lower-case words joined by hyphens.
    public var name: String {
        switch self {
        case .deadline: "deadline"
        case .ended: "ended"
        case .violation: "violation"
        case .cancelled: "cancelled"
        case .requestTooLong: "request-too-long"
        case .streamInUse: "stream-in-use"
        }
    }

    /// The failure in words.
    public var description: String {
        switch self {
        case .deadline(let time): "no answer within \(time)"
        case .ended(let end): end.description
        case .violation(let violation, _): "instead of an answer came \(violation)"
        case .cancelled: "the call was cancelled"
        case .requestTooLong(let count):
            "the request has \(count) bytes; the limit is \(FrameHeader.maximumLength)"
        case .streamInUse(let id): "stream \(id) waits for an answer already"
        }
    }
}

/// How a call ended.
public enum CallOutcome: Sendable, Hashable {
    /// The server answered, with success or with a status.
    case answer(Answer)
    /// There is no answer.
    case failed(CallFailure)
}

/// One unary call with what was sent, what came, and when.
public struct Exchange: Sendable {
    /// The service that was called.
    public var service: String
    /// The method that was called.
    public var method: String
    /// The stream of the call; 0 if it was never sent.
    public var streamID: UInt32
    /// The serialized message of the request.
    public var request: [UInt8]
    /// CLOCK_MONOTONIC just before the write(2) of the request; nil if it was never written.
    public var sentNanoseconds: UInt64?
    /// CLOCK_MONOTONIC just after the read(2) that completed the answer, or when the call was given up.
    public var receivedNanoseconds: UInt64
    /// What came of it.
    public var outcome: CallOutcome

    /// The answer, if there is one.
    public var answer: Answer? {
        guard case .answer(let answer) = outcome else { return nil }
        return answer
    }

    /// Why there is no answer, if there is none.
    public var failure: CallFailure? {
        guard case .failed(let failure) = outcome else { return nil }
        return failure
    }
}
