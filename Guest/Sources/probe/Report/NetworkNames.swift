/// 4 or 6: of a message that begins with its address family.
func family(_ message: NetlinkMessage) -> Int { message.number(at: 0, bytes: 1) == 10 ? 6 : 4 }

/// ARPHRD numbers of what containers have.
func linkType(_ number: UInt32) -> Bytes {
    switch number {
    case 1: Bytes("ether")
    case 772: Bytes("loopback")
    case 768: Bytes("ipip")
    case 769: Bytes("ip6tnl")
    case 776: Bytes("sit")
    case 778: Bytes("gre")
    case 65534: Bytes("none")
    default: Bytes(decimal: number)
    }
}

/// RFC 2863's states.
func linkState(_ number: UInt8) -> StaticString {
    switch number {
    case 1: "notpresent"
    case 2: "down"
    case 3: "lowerlayerdown"
    case 4: "testing"
    case 5: "dormant"
    case 6: "up"
    default: "unknown"
    }
}

func scope(_ number: UInt32) -> Bytes {
    switch number {
    case 0: Bytes("global")
    case 200: Bytes("site")
    case 253: Bytes("link")
    case 254: Bytes("host")
    case 255: Bytes("nowhere")
    default: Bytes(decimal: number)
    }
}

func routeType(_ number: UInt32) -> Bytes {
    switch number {
    case 1: Bytes("unicast")
    case 2: Bytes("local")
    case 3: Bytes("broadcast")
    case 4: Bytes("anycast")
    case 5: Bytes("multicast")
    case 6: Bytes("blackhole")
    case 7: Bytes("unreachable")
    case 8: Bytes("prohibit")
    default: Bytes(decimal: number)
    }
}
