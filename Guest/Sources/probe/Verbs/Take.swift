import CProbe

/// `take BYTES`: has touched that much memory when it says `ready`, and keeps it.
func takeMemory(_ words: inout Words) -> Int32 {
    guard let word = words.next(), words.isEmpty, let bytes = word.quantity, let count = Int(exactly: bytes) else {
        return misuse("take needs a number of bytes, such as 64Mi")
    }
    let result = probe_take_memory(count)
    guard result == 0 else {
        complain("the kernel refused ", word, " bytes of memory")
        return Exit.failed
    }
    sayReady()
    probe_sleep(-1)
    return Exit.ok
}
