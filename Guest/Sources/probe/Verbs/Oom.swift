import CProbe

/// `oom BYTES [--child]`: `ready`, then takes and touches memory up to that much; `survived` if nobody stopped it.
///
/// With `--child` a child does it: the parent says `child KILL` or `child survived` and lives on.
func runOutOfMemory(_ words: inout Words) -> Int32 {
    guard let word = words.next(), let bytes = word.quantity else {
        return misuse("oom needs a number of bytes to stop at, such as 256Mi")
    }
    var isChild = false
    if let option = words.next() {
        guard case "--child" = option, words.isEmpty else { return misuse("oom takes --child and nothing else") }
        isChild = true
    }
    sayReady()
    guard isChild else {
        let isRefused = !take(bytes)
        send(isRefused ? Bytes("ENOMEM\n") : Bytes("survived\n"), to: Stream.output)
        return isRefused ? Exit.failed : Exit.ok
    }
    let child = probe_fork()
    guard child >= 0 else { return outcome(child) }
    if child == 0 { _exit(take(bytes) ? Exit.ok : Exit.failed) }
    let end = probe_wait(child)
    var line = Bytes("child ")
    if end >= 1000 { line += signalName(end - 1000) } else { line += end == 0 ? Bytes("survived") : Bytes("ENOMEM") }
    send(line + [newline], to: Stream.output)
    probe_sleep(-1)
    return Exit.ok
}

/// A mebibyte at a time, so that what is charged grows as it is touched; false when the kernel refuses.
private func take(_ bytes: UInt64) -> Bool {
    var left = bytes
    while left > 0 {
        let piece = min(left, 1 << 20)
        guard probe_take_memory(Int(piece)) == 0 else { return false }
        left -= piece
    }
    return true
}
