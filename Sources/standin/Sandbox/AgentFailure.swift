import TTRPC

/// Why a call was not carried out, as its caller is told.
struct AgentFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure: one of those that the agent answers with.
    var code: StatusCode
    /// Said to the shim, so no more than a line.
    var words: String

    var description: String { words }

    /// There is no such container, process or VM.
    static func notFound(_ words: String) -> AgentFailure { AgentFailure(code: .notFound, words: words) }
    /// It could not be done.
    static func refused(_ words: String) -> AgentFailure { AgentFailure(code: .internal, words: words) }
    /// The message makes no sense.
    static func invalid(_ words: String) -> AgentFailure { AgentFailure(code: .invalidArgument, words: words) }
    /// An agent without that feature.
    static func unimplemented(_ words: String) -> AgentFailure { AgentFailure(code: .unimplemented, words: words) }
    /// A bound of the stand-in's own.
    static func exhausted(_ words: String) -> AgentFailure { AgentFailure(code: .resourceExhausted, words: words) }
}

extension AgentFailure {
    /// What any error comes to: its own words, on one line and bounded.
    init(_ error: any Error) {
        self =
            switch error {
            case let failure as AgentFailure: failure
            case is CancellationError: AgentFailure(code: .cancelled, words: "the call was given up")
            default: .refused(AgentFailure.line("\(error)"))
            }
    }

    /// A text without line ends and other control characters, at most 1,000 characters of it.
    static func line(_ text: String) -> String {
        String(
            text.prefix(1000).map { character in
                character.unicodeScalars.contains { $0.value < 32 || $0.value == 127 } ? " " : character
            })
    }
}
