import CProbe

/// `read PATH [BYTES]`: the content on standard output, all of it or that much; an error's name, exit code 1, instead.
func readPath(_ words: inout Words) -> Int32 {
    guard let path = words.next() else { return misuse("read needs a path") }
    var left = UInt64.max
    if let word = words.next() {
        guard words.isEmpty, let count = word.quantity else {
            return misuse("read takes a number of bytes, such as 4096 or 64Ki, not ", word)
        }
        left = count
    }
    return outcome(
        of: readFile(path, atMost: left) { piece in
            if let start = piece.baseAddress {
                let result = probe_send(Stream.output, start, piece.count)
                guard result == 0 else { leaveForLackOfStream(-result) }
            }
        })
}

/// Like `outcome`, but silent where all went well: the content was the answer.
private func outcome(of result: Int32) -> Int32 { result < 0 ? outcome(result) : Exit.ok }

/// Reads a file from its beginning, piece by piece; 0, or -errno.
func readFile(_ path: Word, atMost limit: UInt64, _ take: (UnsafeRawBufferPointer) -> Void) -> Int32 {
    let descriptor = probe_open(path.start, Int32(PROBE_READ))
    guard descriptor >= 0 else { return descriptor }
    defer { close(descriptor) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    defer { buffer.deallocate() }
    guard let start = buffer.baseAddress else { return 0 }
    var left = limit
    while left > 0 {
        let received = probe_receive(descriptor, start, Int(min(UInt64(buffer.count), left)))
        guard received > 0 else { return Int32(received) }
        take(UnsafeRawBufferPointer(start: start, count: received))
        left -= UInt64(received)
    }
    return 0
}
