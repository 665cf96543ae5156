import CProbe

/// `mknod PATH fifo|block|character [MAJOR MINOR]`, with mode 0600.
func makeNode(_ words: inout Words) -> Int32 {
    guard let path = words.next(), let kind = words.next() else { return misuse("mknod needs a path and a kind") }
    if case "fifo" = kind {
        guard words.isEmpty else { return misuse("a fifo has no numbers") }
        return outcome(probe_make_node(path.start, 0x70, 0, 0, 0o600))
    }
    let letter: Int32
    switch kind {
    case "block": letter = 0x62
    case "character": letter = 0x63
    default: return misuse("mknod makes fifo, block or character, not ", kind)
    }
    guard let first = words.next(), let second = words.next(), words.isEmpty,
        let major = first.quantity.flatMap({ UInt32(exactly: $0) }),
        let minor = second.quantity.flatMap({ UInt32(exactly: $0) })
    else { return misuse("mknod needs the device's major and minor number") }
    return outcome(probe_make_node(path.start, letter, major, minor, 0o600))
}
