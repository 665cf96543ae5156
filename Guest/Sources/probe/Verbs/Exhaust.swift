import CProbe

/// `exhaust KIND COUNT`: `made N ok`, or `made N ERROR` where the kernel refused one more; what was made is gone then.
///
/// KIND is processes, threads, descriptors or memory (mebibytes of address space, not touched).
func exhaust(_ words: inout Words) -> Int32 {
    guard let kind = words.next(), let word = words.next(), words.isEmpty, let count = word.quantity, count <= 100_000
    else { return misuse("exhaust needs processes, threads, descriptors or memory, and a number up to 100000") }
    var made: UInt64 = 0
    var result: Int32 = 0
    var children: [Int32] = []
    while made < count {
        switch kind {
        case "processes":
            result = probe_fork()
            if result == 0 { probe_sleep(-1) }
            if result > 0 { children.append(result) }
        case "threads": result = probe_thread()
        case "descriptors": result = probe_idle_descriptor()
        case "memory": result = probe_reserve_memory(1 << 20)
        default: return misuse("can't exhaust ", kind, "; it is processes, threads, descriptors or memory")
        }
        guard result >= 0 else { break }
        made += 1
    }
    for child in children {
        _ = probe_kill(child, 9)
        _ = probe_wait(child)
    }
    let end = result < 0 ? errorName(-result) : Bytes("ok")
    send(Bytes("made ") + Bytes(decimal: made) + Bytes(" ") + end + [newline], to: Stream.output)
    return Exit.ok
}
