import CProbe

/// `zombies COUNT`: children that have ended and that nobody reaps; `ready`, `pids P…`, then sleeps.
func leaveZombies(_ words: inout Words) -> Int32 {
    guard let word = words.next(), words.isEmpty, let count = word.quantity, count <= 10_000 else {
        return misuse("zombies needs a number, at most 10000")
    }
    var text = Bytes("ready\npids")
    for _ in 0..<count {
        let child = probe_fork()
        guard child >= 0 else { return outcome(child) }
        if child == 0 { _exit(Exit.ok) }
        _ = probe_wait_without_reaping(child)
        text += Bytes(" ") + Bytes(decimal: child)
    }
    send(text + [newline], to: Stream.output)
    probe_sleep(-1)
    return Exit.ok
}
