import CProbe

/// `loopback tcp|udp|tcp6|udp6|unix`: listens, connects to that and sends a text there and back, all in this process;
/// `ok` or the error.
func tryLoopback(_ words: inout Words) -> Int32 {
    guard let kind = words.next(), words.isEmpty else { return misuse("loopback needs tcp, udp, tcp6, udp6 or unix") }
    let place: Bytes
    switch kind {
    case "tcp": place = Bytes("tcp:127.0.0.1:")
    case "udp": place = Bytes("udp:127.0.0.1:")
    case "tcp6": place = Bytes("tcp:[::1]:")
    case "udp6": place = Bytes("udp:[::1]:")
    case "unix": place = Bytes("unix:@probe-") + Bytes(decimal: getpid())
    default: return misuse("no loopback over ", kind, "; it is tcp, udp, tcp6, udp6 or unix")
    }
    return outcome(exchange(at: place))
}

private func exchange(at place: Bytes) -> Int32 {
    let hasPort = place.last == 0x3A
    var takesConnections: Int32 = 0
    let listener = withCString(hasPort ? place + Bytes("0") : place) { probe_listen($0, &takesConnections) }
    guard listener >= 0 else { return listener }
    defer { close(listener) }
    let full = hasPort ? place + Bytes(decimal: probe_local_port(listener)) : place
    let here = withCString(full) { probe_connect($0) }
    guard here >= 0 else { return here }
    defer { close(here) }
    var byte: UInt8 = 0x5A
    let sent = probe_send(here, &byte, 1)
    guard sent == 0 else { return sent }
    if takesConnections == 1 {
        let there = probe_accept(listener)
        guard there >= 0 else { return there }
        defer { close(there) }
        let arrived = receive(from: there)
        guard arrived.result == 0 else { return arrived.result }
        let returned = probe_send(there, &byte, 1)
        guard returned == 0 else { return returned }
    } else {
        let echoed = probe_echo_datagram(listener)
        guard echoed >= 0 else { return Int32(echoed) }
    }
    let back = receive(from: here)
    guard back.result == 0 else { return back.result }
    // EPROTO: something else came back.
    return back.bytes == [byte] ? 0 : -71
}
