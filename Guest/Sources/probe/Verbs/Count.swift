/// `count`: how many bytes came in, and their CRC-32 (IEEE 802.3) in hexadecimal.
func countInput(_ words: inout Words) -> Int32 {
    guard words.isEmpty else { return misuse("count takes no words") }
    var digest = Digest()
    readInput { digest.add($0) }
    send(digest.line, to: Stream.output)
    return Exit.ok
}
