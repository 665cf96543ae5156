/// Something that happened at a server, in the order of each connection.
public enum ServerEvent: Sendable {
    /// A client connected.
    case connected(connection: UInt64, atNanoseconds: UInt64)
    /// A request came, whether or not its method is served.
    case request(ServerRequest)
    /// A client broke the protocol; the frame's bytes as far as they are held.
    case violation(Violation, frame: [UInt8], connection: UInt64, atNanoseconds: UInt64)
    /// Nothing more comes from a client.
    case disconnected(ConnectionEnd, connection: UInt64, atNanoseconds: UInt64)
}
