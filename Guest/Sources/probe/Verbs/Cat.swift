import CProbe

/// `cat`: what comes in goes out, byte for byte, until the input ends.
func echoInput(_ words: inout Words) -> Int32 {
    guard words.isEmpty else { return misuse("cat takes no words") }
    readInput { piece in
        guard let start = piece.baseAddress else { return }
        let result = probe_send(Stream.output, start, piece.count)
        guard result == 0 else { leaveForLackOfStream(-result) }
    }
    return Exit.ok
}

/// Reads standard input to its end, piece by piece.
func readInput(_ take: (UnsafeRawBufferPointer) -> Void) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    defer { buffer.deallocate() }
    guard let start = buffer.baseAddress else { return }
    while true {
        let received = probe_receive(Stream.input, start, buffer.count)
        guard received >= 0 else { leaveForLackOfStream(Int32(-received)) }
        guard received > 0 else { return }
        take(UnsafeRawBufferPointer(start: start, count: received))
    }
}
