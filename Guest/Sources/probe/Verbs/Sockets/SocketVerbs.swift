/// An address is `tcp:HOST:PORT`, `udp:HOST:PORT`, `unix:PATH`, `unix:@NAME` or `vsock:CID:PORT`; a host is a number
/// (there is nobody to ask for names), of IPv6 in brackets.
let socketVerbs = [
    Verb("listen", "ADDRESS [--once]", "\"ready\", then sends back what arrives", listenAt),
    Verb("connect", "ADDRESS [TEXT]", "connects; with a text sends it and prints what comes back", connectTo),
    Verb("loopback", "tcp|udp|tcp6|udp6|unix", "connects to itself and sends a text there and back", tryLoopback),
]

let noAddress: Int32 = -89

/// Complains about an address, or says the error that a C function gave.
func outcome(_ result: Int32, for address: Word) -> Int32 {
    guard result == noAddress else { return outcome(result) }
    return misuse("no address: ", address, "; one is tcp:HOST:PORT, udp:HOST:PORT, unix:PATH or vsock:CID:PORT")
}
