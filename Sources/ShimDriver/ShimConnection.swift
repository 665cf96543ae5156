import Linux
import ShimAPI
import Synchronization
import TTRPC

/// A launched shim: its socket, the version it speaks, and its process.
final class ShimConnection: Sendable {
    let client: Client
    let answer: StartAnswer
    /// The shim's process; nil when it could not be told.
    let process: ShimProcess?
    /// Set when the connection has ended: when, and how.
    let ended: OneShot<(at: UInt64, how: String)>
    /// How many answers came to calls that had been given up.
    let lateAnswers: LateAnswers
    /// The stream of the last call that was answered; a raw call can use it again.
    let lastStream = Atomic<UInt32>(0)

    /// The task service's name in the version that this shim speaks.
    var service: String { (TaskService.version(answer.version) ?? .v2).service }

    /// Whether the shim is there no more: the connection has ended, and its process too.
    var isGone: Bool { ended.value != nil && process?.hasEnded != false }

    init(_ link: ShimLink, _ answer: StartAnswer, process: ShimProcess?) {
        self.answer = answer
        self.process = process
        client = link.client
        ended = link.ended
        lateAnswers = link.lateAnswers
    }
}

/// A count of answers to calls that had been given up.
final class LateAnswers: Sendable {
    let count = Atomic(0)
}

/// The connection alone, as long as nothing but its socket is known.
struct ShimLink: Sendable {
    let client: Client
    let ended: OneShot<(at: UInt64, how: String)>
    let lateAnswers = LateAnswers()

    /// - Parameter late: Told of an answer to a call that was given up.
    /// - Throws: A `TTRPCError` when nobody listens.
    init(
        _ socket: String, late: @escaping @Sendable (String, UInt64) -> Void,
        violations: @escaping @Sendable (String, UInt64) -> Void
    ) throws {
        let ended = OneShot<(at: UInt64, how: String)>()
        self.ended = ended
        let lateAnswers = self.lateAnswers
        client = try Client(connectingTo: socket) { event in
            switch event {
            case .late(let frame, let at):
                late("an answer came late on stream \(frame.header.streamID)", at)
                lateAnswers.count.add(1, ordering: .relaxed)
            case .violation(let violation, _, let at): violations("\(violation)", at)
            case .ended(let end, let at): ended.set((at, "\(end)"))
            }
        }
    }
}
