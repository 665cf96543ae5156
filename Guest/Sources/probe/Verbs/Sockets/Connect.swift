import CProbe

/// `connect ADDRESS [TEXT]`: `ok` or the error; with a text it sends that and prints what comes back until the end, of
/// datagrams the first. It waits five seconds for anything.
func connectTo(_ words: inout Words) -> Int32 {
    guard let address = words.next() else { return misuse("connect needs an address, such as tcp:127.0.0.1:8080") }
    let text = words.next()
    guard words.isEmpty else { return misuse("connect takes one text") }
    // An error has a name, and a signal none.
    _ = probe_signal_ignore(probe_signal_number("PIPE"))
    let connection = probe_connect(address.start)
    guard connection >= 0 else { return outcome(connection, for: address) }
    defer { close(connection) }
    guard let text else { return outcome(0) }
    var isDatagram = false
    if address.bytes.starts(with: Bytes("udp:")) { isDatagram = true }
    let sent = text.bytes.withUnsafeBytes { content in
        content.baseAddress.map { probe_send(connection, $0, content.count) } ?? 0
    }
    guard sent == 0 else { return outcome(sent) }
    if !isDatagram { _ = probe_half_close(connection) }
    var answer = Bytes()
    repeat {
        let piece = receive(from: connection)
        guard piece.result >= 0 else { return outcome(piece.result) }
        guard !piece.bytes.isEmpty else { break }
        answer += piece.bytes
    } while !isDatagram
    send(answer + [newline], to: Stream.output)
    return Exit.ok
}

/// What arrives next; no bytes at the end.
func receive(from connection: Int32) -> (bytes: Bytes, result: Int32) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    defer { buffer.deallocate() }
    guard let start = buffer.baseAddress else { return ([], 0) }
    let received = probe_receive_soon(connection, start, buffer.count)
    guard received >= 0 else { return ([], Int32(received)) }
    return (Bytes(UnsafeRawBufferPointer(start: start, count: received)), 0)
}
