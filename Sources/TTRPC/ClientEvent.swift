/// Something that happened on a client's connection and that no call of its own reports.
public enum ClientEvent: Sendable, Hashable {
    /// A frame for a call that had been given up; an observation, not an error.
    case late(Frame, atNanoseconds: UInt64)
    /// The server broke the protocol; the frame's bytes as far as they are held.
    case violation(Violation, frame: [UInt8], atNanoseconds: UInt64)
    /// Nothing more comes.
    case ended(ConnectionEnd, atNanoseconds: UInt64)
}
