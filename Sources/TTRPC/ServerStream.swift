/// A stream that is not unary, seen from the server.
package struct ServerStream: Sendable {
    /// Why the client sends no more.
    package enum End: Sendable, Hashable {
        /// It said so.
        case closed
        /// Its connection ended.
        case ended(ConnectionEnd)
        /// The server stopped, or the client sent more than it may.
        case cancelled
    }

    /// One message of the client, or its end.
    package enum Item: Sendable, Hashable {
        /// A message's bytes, stamped right after the read(2).
        case message([UInt8], atNanoseconds: UInt64)
        /// The client sends no more.
        case end(End)
    }

    let streamID: UInt32
    let connection: Connection
    let incoming: MessageQueue<End>

    /// Sends one message.
    package func send(_ message: [UInt8]) {
        let frame = Frame(streamID: streamID, type: .data, payload: message)
        connection.send { frame.bytes }
    }

    /// Takes the client's next message, or the end once there are no more.
    package func next() async -> Item {
        switch await incoming.next() {
        case .message(let bytes, let nanoseconds): .message(bytes, atNanoseconds: nanoseconds)
        case .end(let end): .end(end)
        }
    }
}
