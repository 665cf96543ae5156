import CProbe

/// `burn SECONDS`: uses all of one processor for that long, by the clock.
func burn(_ words: inout Words) -> Int32 {
    guard let word = words.next(), words.isEmpty, let nanoseconds = word.nanoseconds else {
        return misuse("burn needs a number of seconds, such as 0.5")
    }
    let end = probe_now() + UInt64(nanoseconds)
    sayReady()
    while probe_now() < end {}
    return Exit.ok
}
