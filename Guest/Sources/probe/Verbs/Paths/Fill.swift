import CProbe

/// `fill PATH BYTES`: bytes of the pattern of `print`; `ok BYTES`, or the error's name and how many had got in.
func fillPath(_ words: inout Words) -> Int32 {
    guard let path = words.next(), let word = words.next(), words.isEmpty, let count = word.quantity else {
        return misuse("fill needs a path and a number of bytes, such as 64Mi")
    }
    let descriptor = probe_open(path.start, Int32(PROBE_WRITE | PROBE_CREATE | PROBE_TRUNCATE))
    guard descriptor >= 0 else { return outcome(descriptor) }
    defer { close(descriptor) }
    var written: UInt64 = 0
    var result: Int32 = 0
    while written < count, result == 0 {
        // A page at a time: what is full is then full to the page.
        let end = min(count, written + 4096)
        result = pattern(from: written, to: end).withUnsafeBytes { content in
            content.baseAddress.map { probe_send(descriptor, $0, content.count) } ?? 0
        }
        if result == 0 { written = end }
    }
    let answer = result == 0 ? Bytes("ok ") : errorName(-result) + Bytes(" ")
    send(answer + Bytes(decimal: written) + [newline], to: Stream.output)
    return result == 0 ? Exit.ok : Exit.failed
}
