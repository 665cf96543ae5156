import Glibc
import Linux
import Synchronization
import TTRPC

/// The record of every call that arrives at a stand-in: lines of observations appended to one file, up to a bound.
///
/// A line is written in one piece before the call is carried out, so that the file is whole whenever the stand-in dies.
final class Conversation: Sendable {
    private struct State {
        var calls: UInt64 = 0
        var lines = 0
        var written = 0
        var isFull = false
    }

    /// Bytes after which nothing more is recorded but that it is so.
    static let bound = 64 << 20

    private let file: Descriptor?
    private let bound: Int
    private let state = Mutex(State())

    /// A record in a file, made anew or continued; none without a path.
    init(at path: String?, bound: Int = Conversation.bound) throws {
        file = try path.map { try Files.open($0, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, mode: 0o600) }
        self.bound = bound
    }

    /// Notes a call and gives it its number.
    func arrived(_ request: ServerRequest, at machine: String) -> UInt64 {
        state.withLock { state in
            state.calls += 1
            let call = state.calls
            write(&state, at: request.receivedNanoseconds) {
                ConversationLine.call($0, call, request, to: machine)
            }
            return call
        }
    }

    /// Notes what a call was answered.
    func answered(_ call: UInt64, _ method: String, _ response: ServerResponse) {
        let now = Stamp.now.nanoseconds
        state.withLock { state in
            write(&state, at: now) { ConversationLine.answer($0, call, at: now, method, response) }
        }
    }

    private func write(_ state: inout State, at nanoseconds: UInt64, _ line: (Int) -> [UInt8]) {
        guard let file, !state.isFull else { return }
        state.lines += 1
        var bytes = line(state.lines)
        if state.written + bytes.count > bound {
            state.isFull = true
            bytes = ConversationLine.end(state.lines, at: nanoseconds)
        }
        // A full disk must not end the guest; what is missing is seen by the numbers.
        try? file.writeAll(bytes)
        state.written += bytes.count
    }
}
