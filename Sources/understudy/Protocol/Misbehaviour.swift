import Documents
import ShimAPI

/// What a fault does, and when: only those moments are looked at that it names.
///
/// Each closure says what is to be done at an occasion, or nil where the occasion is none; it does nothing itself. So
/// whether it is this occasion's turn (`nth`) is decided in one place, and a closure is tried on messages alone.
struct Misbehaviour: Sendable {
    /// Before the real shim's `start`.
    var beforeStart: (@Sendable (Launch, ProgramScene) -> LaunchAct?)?
    /// After it, before its answer is given.
    var afterStart: (@Sendable (ProgramOutcome, ProgramScene) -> ProgramAct?)?
    /// Before the real shim's `delete`.
    var beforeDelete: (@Sendable (Launch, ProgramScene) -> LaunchAct?)?
    /// After it, before its answer is given.
    var afterDelete: (@Sendable (ProgramOutcome, ProgramScene) -> ProgramAct?)?
    /// Before the real shim's program is asked something without a verb: `-v`, `-info`.
    var beforeQuestion: (@Sendable (Launch, ProgramScene) -> LaunchAct?)?
    /// A request, before it reaches the real shim.
    var request: (@Sendable (Call, Stage) -> RequestAct?)?
    /// The real shim's answer, before it is given.
    var answer: (@Sendable (Call, Reply, Stage) -> AnswerAct?)?
    /// An event of the real shim, before it is reported.
    var event: (@Sendable (Event, Stage) -> EventAct?)?
    /// A bundle's `config.json`, before the real shim makes the container; nil leaves it as it is.
    var bundle: (@Sendable (JSONValue, Call) -> JSONValue?)?
    /// The streams of a process that is about to be made; nil leaves them alone.
    var streams: (@Sendable (ProcessKey, Stage) -> Streams?)?
    /// When the daemon's socket begins to be served, and the real shim is there.
    var served: (@Sendable (Stage) -> Effect?)?
    /// When the real shim has gone.
    var ended: (@Sendable (Stage) -> Effect?)?
}

/// What a fault does beside a message: leave something behind, take something away, take time.
typealias Effect = @Sendable (Stage) async -> Void

/// What is given to a program of the real shim.
struct Launch: Sendable, Hashable {
    /// Without the program's name.
    var arguments: [String]
    var environment: [String]
    var stdin: [UInt8]
}

/// The run of a program of the shim, as a fault sees it.
struct ProgramScene: Sendable {
    var invocation: Invocation
    /// How long it has taken so far, the loading of this program included; 0 before it.
    var elapsedNanoseconds: UInt64 = 0
}

/// What becomes of a program of the real shim.
enum LaunchAct: Sendable, Hashable {
    /// It is run with something else.
    case edit(Launch)
    /// It is not run, and this is said instead.
    case answer(ProgramOutcome)
}

/// What becomes of what a program of the real shim has said.
struct ProgramAct: Sendable {
    var outcome: ProgramOutcome?
    var delayNanoseconds: UInt64 = 0
    var effect: (@Sendable () async -> Void)?

    static func replace(_ outcome: ProgramOutcome) -> ProgramAct { ProgramAct(outcome: outcome) }
    static func late(_ nanoseconds: UInt64) -> ProgramAct { ProgramAct(delayNanoseconds: nanoseconds) }
    static func also(_ effect: @escaping @Sendable () async -> Void) -> ProgramAct { ProgramAct(effect: effect) }
}

/// What becomes of a request.
enum RequestAct: Sendable {
    /// The real shim gets another message.
    case edit([UInt8])
    /// The real shim never gets it; this is answered.
    case answer(Reply)
    /// The real shim never gets it, and nobody answers.
    case withhold
    /// Something is done first, then the real shim gets it.
    case after(Effect)
    /// Something is done in its place, which gives the answer, or none.
    case instead(@Sendable (Stage) async -> Reply?)
}

/// What becomes of an answer.
struct AnswerAct: Sendable {
    /// What is answered: nil for the real answer.
    var reply: Reply?
    var isWithheld = false
    var delayNanoseconds: UInt64 = 0
    /// Done before it is given, after the delay.
    var effect: Effect?

    static func replace(_ reply: Reply) -> AnswerAct { AnswerAct(reply: reply) }
    static var withhold: AnswerAct { AnswerAct(isWithheld: true) }
    static func late(_ nanoseconds: UInt64) -> AnswerAct { AnswerAct(delayNanoseconds: nanoseconds) }
    static func also(_ effect: @escaping Effect) -> AnswerAct { AnswerAct(effect: effect) }
}

/// What becomes of an event.
enum EventAct: Sendable, Hashable {
    /// These are reported in its place, in this order.
    case report([Event])
    /// It is reported after the next one that comes, or when the shim ends.
    case hold
    /// It is reported so much later, while those after it go on.
    case late(UInt64)

    static var drop: EventAct { .report([]) }
    static func edit(_ event: Event) -> EventAct { .report([event]) }
}
