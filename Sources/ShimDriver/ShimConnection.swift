import Linux
import ShimAPI
import TTRPC

/// A launched shim: its socket, the version it speaks, and its process.
final class ShimConnection: Sendable {
    let client: Client
    let answer: StartAnswer
    /// The shim's process; nil when it could not be told.
    let process: ShimProcess?
    /// Set when the connection has ended: when, and how.
    let ended = OneShot<(at: UInt64, how: String)>()

    /// The task service's name in the version that this shim speaks.
    var service: String { (TaskService.version(answer.version) ?? .v2).service }

    init(
        _ answer: StartAnswer, process: ShimProcess?, violations: @escaping @Sendable (String, UInt64) -> Void
    ) throws {
        self.answer = answer
        self.process = process
        let ended = self.ended
        client = try Client(connectingTo: answer.socket) { event in
            switch event {
            case .late(let frame, let at): violations("an answer came late on stream \(frame.header.streamID)", at)
            case .violation(let violation, _, let at): violations("\(violation)", at)
            case .ended(let end, let at): ended.set((at, "\(end)"))
            }
        }
    }
}
