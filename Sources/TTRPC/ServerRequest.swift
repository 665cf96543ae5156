/// One request as a server received it.
public struct ServerRequest: Sendable {
    /// The connection's number in its server, from 1.
    public var connection: UInt64
    /// The stream of the call.
    public var streamID: UInt32
    /// The service that is called.
    public var service: String
    /// The method that is called.
    public var method: String
    /// The serialized message.
    public var payload: [UInt8]
    /// What came beside it.
    public var metadata: [Metadata]
    /// How long the client waits, as it says; 0 for no limit. Any number can come.
    public var timeoutNanoseconds: Int64
    /// CLOCK_MONOTONIC just after the read(2) that completed the request.
    public var receivedNanoseconds: UInt64
    /// The whole frame, header included, exactly as it came.
    public var frame: Frame
    /// The process that connected, as this one numbers it; 0 where it can't be told.
    public var peer: Int32 = 0
}

/// What a server answers.
public enum ServerResponse: Sendable, Hashable {
    /// The serialized message of the method.
    case success([UInt8])
    /// A status that is not `ok`.
    case failure(Status)
}
