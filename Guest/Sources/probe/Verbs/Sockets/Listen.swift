import CProbe

/// `listen ADDRESS [--once]`: `ready`, `port N` (0 without one), then sends back what arrives and says `echoed BYTES`
/// for each connection or datagram; with `--once` it exits after the first.
func listenAt(_ words: inout Words) -> Int32 {
    guard let address = words.next() else { return misuse("listen needs an address, such as tcp:127.0.0.1:8080") }
    var isOnce = false
    if let option = words.next() {
        guard case "--once" = option, words.isEmpty else { return misuse("listen takes --once and nothing else") }
        isOnce = true
    }
    // Else who leaves before its echo comes would end this process.
    _ = probe_signal_ignore(probe_signal_number("PIPE"))
    var takesConnections: Int32 = 0
    let listener = probe_listen(address.start, &takesConnections)
    guard listener >= 0 else { return outcome(listener, for: address) }
    let port = Bytes(decimal: probe_local_port(listener))
    send(Bytes("ready\nport ") + port + [newline], to: Stream.output)
    repeat {
        let count = takesConnections == 1 ? echoConnection(of: listener) : probe_echo_datagram(listener)
        guard count >= 0 else { return outcome(Int32(count)) }
        send(Bytes("echoed ") + Bytes(decimal: count) + [newline], to: Stream.output)
    } while !isOnce
    return Exit.ok
}

/// Takes the next connection and sends back what comes until it ends; how much that was, or -errno.
private func echoConnection(of listener: Int32) -> Int {
    let connection = probe_accept(listener)
    guard connection >= 0 else { return Int(connection) }
    defer { close(connection) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    defer { buffer.deallocate() }
    guard let start = buffer.baseAddress else { return 0 }
    var total = 0
    while true {
        let received = probe_receive(connection, start, buffer.count)
        guard received > 0 else { return received < 0 ? received : total }
        // Who does not want its echo is no failure.
        _ = probe_send(connection, start, received)
        total += received
    }
}
