import CProbe

/// `bad-init [COUNT]`: ignores every signal that can be ignored, reaps nothing, and has that many (3) daemons that do
/// the same; `ready`, `pids P…` of the daemons, then sleeps. Only KILL ends it, and not the daemons with it unless it
/// is PID 1.
func beBadInit(_ words: inout Words) -> Int32 {
    var count: UInt64 = 3
    if let word = words.next() {
        guard words.isEmpty, let number = word.quantity, number <= 1000 else {
            return misuse("bad-init takes a number of daemons, at most 1000, not ", word)
        }
        count = number
    }
    probe_ignore_everything()
    let ends = UnsafeMutablePointer<Int32>.allocate(capacity: 2)
    defer { ends.deallocate() }
    let pipe = probe_pipe(ends)
    guard pipe == 0 else { return outcome(pipe) }
    for _ in 0..<count {
        let child = probe_fork()
        guard child >= 0 else { return outcome(child) }
        if child == 0 { becomeDaemon(reportingTo: ends[1]) }
        // Only when it has ended are its daemons handed on.
        _ = probe_wait_without_reaping(child)
    }
    close(ends[1])
    var text = Bytes("ready\npids")
    for _ in 0..<count {
        var pid: Int32 = 0
        guard probe_receive(ends[0], &pid, 4) == 4 else { break }
        text += Bytes(" ") + Bytes(decimal: pid)
    }
    close(ends[0])
    send(text + [newline], to: Stream.output)
    probe_sleep(-1)
    return Exit.ok
}

/// A session of its own, and a parent that is gone.
private func becomeDaemon(reportingTo descriptor: Int32) -> Never {
    _ = probe_new_session()
    guard probe_fork() == 0 else { _exit(Exit.ok) }
    var own = getpid()
    _ = probe_send(descriptor, &own, 4)
    close(descriptor)
    probe_sleep(-1)
    _exit(Exit.ok)
}
