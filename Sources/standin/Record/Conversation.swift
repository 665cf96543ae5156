import Glibc
import Linux
import SwiftProtobuf
import Synchronization
import TTRPC

/// The record of every call that arrives at a stand-in: lines appended to one file, up to a bound.
///
/// A line is written in one piece before the call is carried out, so that the file is whole whenever the stand-in dies.
final class Conversation: Sendable {
    private struct State {
        var next: UInt64 = 1
        var written = 0
        var isFull = false
    }

    /// Bytes after which nothing more is recorded but that it is so.
    static let bound = 256 << 20

    private let file: Descriptor?
    private let bound: Int
    private let state = Mutex(State())

    /// A record in a file, made anew or continued; none without a path.
    init(at path: String?, bound: Int = Conversation.bound) throws {
        file = try path.map { try Files.open($0, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, mode: 0o600) }
        self.bound = bound
    }

    /// Notes a call and gives it its number.
    func arrived(_ request: ServerRequest, at machine: String, _ message: (any Message)?) -> UInt64 {
        state.withLock { state in
            let number = state.next
            state.next += 1
            if file != nil { write(ConversationLine.call(number, request, to: machine, message), number, &state) }
            return number
        }
    }

    /// Notes what a call was answered.
    func answered(_ number: UInt64, _ response: ServerResponse, _ message: (any Message)?) {
        guard file != nil else { return }
        let line = ConversationLine.answer(number, at: Stamp.now.nanoseconds, response, message)
        state.withLock { write(line, number, &$0) }
    }

    private func write(_ line: [UInt8], _ number: UInt64, _ state: inout State) {
        guard let file, !state.isFull else { return }
        state.isFull = state.written + line.count > bound
        let bytes = state.isFull ? ConversationLine.end(after: number) : line
        // A full disk must not end the guest; what is missing is seen by the numbers.
        try? file.writeAll(bytes)
        state.written += bytes.count
    }
}
