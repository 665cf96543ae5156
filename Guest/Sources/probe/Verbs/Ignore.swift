import CProbe

/// `ignore SIGNAL…`: sleeps for ever and ignores these.
func ignoreSignals(_ words: inout Words) -> Int32 {
    guard let numbers = words.signals(for: "ignore") else { return Exit.usage }
    for number in numbers where probe_signal_ignore(number) != 0 {
        return misuse("KILL and STOP can't be ignored")
    }
    sayReady()
    probe_sleep(-1)
    return Exit.ok
}
