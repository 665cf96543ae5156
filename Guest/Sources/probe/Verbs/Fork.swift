import CProbe

/// `fork COUNT [--deep]`: that many sleeping children, or with `--deep` a child of a child of a child.
func forkTree(_ words: inout Words) -> Int32 {
    guard let word = words.next(), let count = word.quantity, count <= 10_000 else {
        return misuse("fork needs a number of children, at most 10000")
    }
    var isDeep = false
    if let option = words.next() {
        guard case "--deep" = option, words.isEmpty else { return misuse("fork takes --deep and nothing else") }
        isDeep = true
    }
    let pids = isDeep ? forkChain(Int(count)) : forkRow(Int(count))
    guard let pids else {
        complain("the kernel refused a process")
        return Exit.failed
    }
    var text = Bytes("ready\npids")
    for pid in pids {
        text.append(0x20)
        text += Bytes(decimal: pid)
    }
    text.append(newline)
    send(text, to: Stream.output)
    probe_sleep(-1)
    return Exit.ok
}

/// Children side by side; nil when the kernel refuses one.
private func forkRow(_ count: Int) -> [Int32]? {
    var pids: [Int32] = []
    for _ in 0..<count {
        let pid = probe_fork()
        guard pid >= 0 else { return nil }
        if pid == 0 { probe_sleep(-1) }
        pids.append(pid)
    }
    return pids
}

/// Each the child of the one before; nil when the kernel refuses one. The deeper ones report over a pipe.
private func forkChain(_ count: Int) -> [Int32]? {
    let ends = UnsafeMutablePointer<Int32>.allocate(capacity: 2)
    defer { ends.deallocate() }
    guard probe_pipe(ends) == 0 else { return nil }
    if count > 0 {
        let pid = probe_fork()
        guard pid >= 0 else { return nil }
        if pid == 0 {
            close(ends[0])
            growChain(count - 1, reportingTo: ends[1])
        }
    }
    close(ends[1])
    var pids: [Int32] = []
    while pids.count < count {
        var pid: Int32 = 0
        // Four bytes to a pipe arrive whole; the end of input means that someone could not fork.
        guard probe_receive(ends[0], &pid, 4) == 4 else { return nil }
        pids.append(pid)
    }
    close(ends[0])
    return pids
}

private func growChain(_ left: Int, reportingTo descriptor: Int32) -> Never {
    var left = left
    while true {
        var own = getpid()
        _ = probe_send(descriptor, &own, 4)
        guard left > 0, probe_fork() == 0 else { break }
        left -= 1
    }
    close(descriptor)
    probe_sleep(-1)
    _exit(Exit.ok)
}
