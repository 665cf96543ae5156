/// One thing that the probe can be told to do.
struct Verb: Sendable {
    let name: StaticString
    /// What follows the name, as help shows it.
    let words: StaticString
    let summary: StaticString
    /// Whether a signal that would end an ordinary process shall end this one too where it is PID 1.
    let obeysSignals: Bool
    /// Does it; the result is the exit code.
    let run: @Sendable (inout Words) -> Int32

    init(
        _ name: StaticString, _ words: StaticString, _ summary: StaticString, obeysSignals: Bool = true,
        _ run: @escaping @Sendable (inout Words) -> Int32
    ) {
        self.name = name
        self.words = words
        self.summary = summary
        self.obeysSignals = obeysSignals
        self.run = run
    }
}

/// Every verb in the order of help.
let verbs: [Verb] = sayingVerbs + endingVerbs + loadVerbs + processVerbs + pathVerbs + socketVerbs + composingVerbs
