/// How a stream that is not unary ended.
package struct StreamEnd: Sendable, Hashable {
    /// The last word: nil if the server closed the stream with a data frame instead of an answer.
    package var outcome: CallOutcome?
    /// CLOCK_MONOTONIC right after the read(2) that told it, or when the stream was given up.
    package var nanoseconds: UInt64
}

/// One message of a stream, or its end.
package enum StreamItem: Sendable, Hashable {
    /// A message's bytes, stamped right after the read(2).
    case message([UInt8], atNanoseconds: UInt64)
    /// Nothing more comes.
    case end(StreamEnd)
}

/// A stream that is not unary, seen from the client.
package struct ClientStream: Sendable {
    /// The stream's number on its connection; 0 if it could not be opened.
    package let streamID: UInt32
    /// CLOCK_MONOTONIC just before the write(2) of the request; nil if it was never written.
    package let sentNanoseconds: UInt64?

    let core: ClientCore
    let incoming: MessageQueue<StreamEnd>

    /// Sends one message.
    package func send(_ message: [UInt8]) {
        core.send(Frame(streamID: streamID, type: .data, payload: message))
    }

    /// Says that this side sends no more.
    package func closeSending() {
        core.send(Frame(streamID: streamID, type: .data, flags: [.remoteClosed, .noData], payload: []))
    }

    /// Takes the next message, or the end once there are no more; a cancelled task gives the stream up.
    package func next() async -> StreamItem {
        let item = await withTaskCancellationHandler {
            await incoming.next()
        } onCancel: {
            cancel()
        }
        return switch item {
        case .message(let bytes, let nanoseconds): .message(bytes, atNanoseconds: nanoseconds)
        case .end(let end): .end(end)
        }
    }

    /// Gives the stream up; what comes on it later is reported as late.
    package func cancel() {
        core.abandon(streamID)
    }
}
