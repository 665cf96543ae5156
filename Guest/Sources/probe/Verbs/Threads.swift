import CProbe

/// `threads COUNT`: that many idle threads beside the first, `ready`, then sleeps.
func startThreads(_ words: inout Words) -> Int32 {
    guard let word = words.next(), words.isEmpty, let count = word.quantity, count <= 10_000 else {
        return misuse("threads needs a number, at most 10000")
    }
    for _ in 0..<count {
        let result = probe_thread()
        guard result >= 0 else { return outcome(result) }
    }
    sayReady()
    probe_sleep(-1)
    return Exit.ok
}
