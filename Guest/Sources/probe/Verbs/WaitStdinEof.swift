/// `wait-stdin-eof`: `ready`, then `eof BYTES` once standard input has ended.
func waitForEnd(_ words: inout Words) -> Int32 {
    guard words.isEmpty else { return misuse("wait-stdin-eof takes no words") }
    sayReady()
    var count: UInt64 = 0
    readInput { count += UInt64($0.count) }
    send(Bytes("eof ") + Bytes(decimal: count) + [newline], to: Stream.output)
    return Exit.ok
}
