import CProbe

/// `trap SIGNAL…`: a line `signal NAME` for each of these that arrives; TERM, if not among them, ends it with 0.
func trapSignals(_ words: inout Words) -> Int32 {
    guard let numbers = words.signals(for: "trap") else { return Exit.usage }
    probe_exit_on_signals()
    let terminate = probe_signal_number("TERM")
    probe_signal_block(terminate)
    for number in numbers { probe_signal_block(number) }
    sayReady()
    while true {
        let number = probe_signal_wait()
        guard numbers.contains(number) else { return Exit.ok }
        var line = Bytes("signal ")
        line += signalName(number)
        line.append(newline)
        send(line, to: Stream.output)
    }
}

/// The name of a signal without SIG: `TERM`, `RTMIN+3`.
func signalName(_ number: Int32) -> Bytes {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { text in
        guard let start = text.baseAddress else { return [] }
        probe_signal_name(number, start, text.count)
        return Bytes(cString: start)
    }
}
