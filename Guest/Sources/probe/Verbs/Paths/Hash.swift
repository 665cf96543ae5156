/// `hash PATH`: `BYTES CRC32` of the content, as `count` has it.
func hashPath(_ words: inout Words) -> Int32 {
    guard let path = words.next(), words.isEmpty else { return misuse("hash needs one path") }
    var digest = Digest()
    let result = readFile(path, atMost: .max) { digest.add($0) }
    guard result == 0 else { return outcome(result) }
    send(digest.line, to: Stream.output)
    return Exit.ok
}
