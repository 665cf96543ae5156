import Drivers
import Matrices
import Recordings
import Scenarios
import Synchronization

/// A step that a session was asked for.
struct Performed: Sendable {
    var path: String
    var iteration: [Int]
    var deadline: UInt64
}

/// A session that answers by a script, and keeps what it was asked.
final class ScriptedSession: DriverSession {
    private let asked = Mutex<[Performed]>([])
    private let answer: @Sendable (String) -> StepResult
    /// Gates that a step opens, and then waits at.
    private let meeting: [String: (opens: Gate, waits: Gate)]

    var performed: [Performed] { asked.withLock { $0 } }

    init(_ answer: @escaping @Sendable (String) -> StepResult = { _ in .done }, meeting: [String: (Gate, Gate)] = [:]) {
        self.answer = answer
        self.meeting = meeting.mapValues { (opens: $0.0, waits: $0.1) }
    }

    func perform(_ action: Action, as step: StepReference, deadlineNanoseconds: UInt64) async -> StepResult {
        let path = ([step.subject] + step.name).joined(separator: "/")
        asked.withLock {
            $0.append(Performed(path: path, iteration: step.iteration, deadline: deadlineNanoseconds))
        }
        if let gates = meeting[path] {
            gates.opens.open()
            await gates.waits.wait()
        }
        return answer(path)
    }

    func tearDown() async {}
}

/// A gate that tasks wait at until it is opened.
final class Gate: Sendable {
    private let stream: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func open() { continuation.finish() }
    func wait() async { for await _ in stream {} }
}

extension StepResult {
    static let done = StepResult(.done, succeeded: true)
    static let refused = StepResult(.done, succeeded: false)
    static let hung = StepResult(.hung(deadlineNanoseconds: 7), succeeded: false)
}

/// A family of which nothing matters but its deadline.
struct PlainFamily: ShimFamily {
    static let deadline: UInt64 = 1234

    var name: String { "plain" }
    func installed() -> [Contender] { [] }
    func identify(
        _ contender: Contender, run: @Sendable (_ purpose: String, _ arguments: [String]) async -> ProgramRecord
    ) async throws -> ContenderIdentity {
        throw ContenderError(contender: "", doing: "", to: "", why: "", now: "")
    }
    func options(for contender: Contender, folder: String) -> TaskOptions? { nil }
    func deadlineNanoseconds(of verb: String) -> UInt64 { Self.deadline }
    func stackSignal(of contender: Contender) -> Int32? { nil }
    var extractors: [any Extractor] { [] }
}
