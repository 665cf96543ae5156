import CProbe

/// `tree DEPTH WIDTH`: every process has WIDTH children, down to DEPTH levels below this one; `ready`, `processes N`
/// (without this one), then all sleep.
func growTree(_ words: inout Words) -> Int32 {
    guard let first = words.next(), let depth = first.quantity, let second = words.next(), let width = second.quantity,
        words.isEmpty, let count = size(depth: depth, width: width)
    else { return misuse("tree needs a depth and a width that make at most 10000 processes") }
    let ends = UnsafeMutablePointer<Int32>.allocate(capacity: 2)
    defer { ends.deallocate() }
    guard probe_pipe(ends) == 0 else { return outcome(-24) }
    grow(depth: depth, width: width, reportingTo: ends[1])
    close(ends[1])
    // Each process of the tree sends one byte; the end of input means that someone could not fork.
    var arrived: UInt64 = 0
    var byte: UInt8 = 0
    while arrived < count, probe_receive(ends[0], &byte, 1) == 1 { arrived += 1 }
    close(ends[0])
    guard arrived == count else {
        complain("the kernel refused a process")
        return Exit.failed
    }
    send(Bytes("ready\nprocesses ") + Bytes(decimal: count) + [newline], to: Stream.output)
    probe_sleep(-1)
    return Exit.ok
}

private func size(depth: UInt64, width: UInt64) -> UInt64? {
    guard depth <= 10_000, width <= 10_000 else { return nil }
    var total: UInt64 = 0
    var level: UInt64 = 1
    for _ in 0..<depth {
        level *= width
        total += level
        guard total <= 10_000 else { return nil }
    }
    return total
}

private func grow(depth: UInt64, width: UInt64, reportingTo descriptor: Int32) {
    guard depth > 0 else { return }
    for _ in 0..<width {
        let pid = probe_fork()
        guard pid >= 0 else { return }
        if pid > 0 { continue }
        grow(depth: depth - 1, width: width, reportingTo: descriptor)
        var byte: UInt8 = 1
        _ = probe_send(descriptor, &byte, 1)
        close(descriptor)
        probe_sleep(-1)
        _exit(Exit.ok)
    }
}
