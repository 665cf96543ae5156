import CProbe

/// Exit codes that are no workload's business, from sysexits.h.
enum Exit {
    static let ok: Int32 = 0
    /// The machine refused what was asked: memory, a process, a signal that does not kill.
    static let failed: Int32 = 1
    static let usage: Int32 = 64
    static let inputOutput: Int32 = 74
}

/// Finds the verb and does it; the result is the exit code.
func run(_ words: Words) -> Int32 {
    var words = words
    guard let word = words.next() else {
        send(usage(), to: Stream.error)
        return Exit.usage
    }
    switch word {
    case "--help", "-h":
        send(usage(), to: Stream.output)
        return Exit.ok
    default: break
    }
    guard let verb = verbs.first(where: { $0.name ~= word }) else {
        return misuse("no verb ", word, "; probe help lists them")
    }
    if verb.obeysSignals { probe_exit_on_signals() }
    return verb.run(&words)
}

/// Says what is wrong with the command line; the result is the exit code for that.
func misuse(_ before: StaticString, _ word: Word? = nil, _ after: StaticString = "") -> Int32 {
    complain(before, word, after)
    return Exit.usage
}

/// Says on standard error what went wrong.
func complain(_ before: StaticString, _ word: Word? = nil, _ after: StaticString = "") {
    var text = Bytes("probe: ")
    text += Bytes(before)
    if let word { text += word.bytes }
    text += Bytes(after)
    text.append(newline)
    send(text, to: Stream.error)
}

/// Says `ok`, or the name of the error that a C function gave; the result is the exit code for that.
func outcome(_ result: Int32) -> Int32 {
    send(result >= 0 ? Bytes("ok\n") : errorName(-result) + [newline], to: Stream.output)
    return result >= 0 ? Exit.ok : Exit.failed
}
