/// Why nothing more comes from a connection.
public enum ConnectionEnd: Sendable, Hashable, CustomStringConvertible {
    /// The peer closed it, at a frame's border.
    case orderly
    /// The peer closed it without having read all that was sent, or died doing so.
    case reset
    /// A system call failed with this error number.
    case failed(errno: Int32)
    /// The peer broke the protocol so that the connection is of no use any more.
    case violated(Violation)
    /// This side closed it.
    case closed

    /// The end's name, for facets and reports: one lower-case word.
    public var name: String {
        switch self {
        case .orderly: "orderly"
        case .reset: "reset"
        case .failed: "failed"
        case .violated: "violated"
        case .closed: "closed"
        }
    }

    /// The end in words.
    public var description: String {
        switch self {
        case .orderly: "the peer closed the connection"
        case .reset: "the peer reset the connection"
        case .failed(let number): "the connection failed: \(systemMessage(number))"
        case .violated(let violation): "the peer broke the protocol: \(violation)"
        case .closed: "this side closed the connection"
        }
    }
}
