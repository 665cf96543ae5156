import CLinux

/// A network interface.
package struct NetworkLink: Hashable, Sendable {
    package var index: Int32
    package var name: String
    /// `veth`, `bridge`, `tun` …; empty for a device and the loopback.
    package var kind: String
}

/// A queueing discipline of an interface.
package struct NetworkQueue: Hashable, Sendable {
    package var link: Int32
    /// `fq_codel`, `ingress`, `noqueue` …
    package var kind: String
    package var handle: UInt32
    package var parent: UInt32

    /// Where it hangs: `root`, `ingress`, or the number of a class, `1:2`.
    package var place: String {
        switch parent {
        case 0xffff_ffff: "root"
        case 0xffff_fff1: "ingress"
        default: "\(String(parent >> 16, radix: 16)):\(String(parent & 0xffff, radix: 16))"
        }
    }
}

/// A network namespace as the kernel tells it over netlink: the calling thread's, or one that is held.
package enum Network {
    /// Enough for some 700 links; ENOBUFS with more.
    private static let capacity = 1 << 20

    /// All links.
    ///
    /// - Parameter namespace: The one that is meant; nil for the calling thread's.
    package static func links(in namespace: Namespace? = nil) throws -> [NetworkLink] {
        links(in: try dump(Int32(CLINUX_DUMP_LINKS), "links", namespace))
    }

    /// All queueing disciplines, those that the kernel puts there by itself too.
    package static func queues(in namespace: Namespace? = nil) throws -> [NetworkQueue] {
        queues(in: try dump(Int32(CLINUX_DUMP_QUEUES), "queueing disciplines", namespace))
    }

    /// Reads RTM_NEWLINK messages.
    static func links(in bytes: [UInt8]) -> [NetworkLink] {
        var links: [NetworkLink] = []
        RouteMessages(bytes).forEach { type, message in
            // After struct ifinfomsg: IFLA_IFNAME is 3, IFLA_LINKINFO 18, in it IFLA_INFO_KIND 1.
            guard type == 16, let index = message.number(UInt32.self, at: 4),
                let name = message.attribute(3, after: 16)?.terminatedText
            else { return }
            let kind = message.attribute(18, after: 16)?.attribute(1, after: 0)?.terminatedText ?? ""
            links.append(NetworkLink(index: Int32(truncatingIfNeeded: index), name: name, kind: kind))
        }
        return links
    }

    /// Reads RTM_NEWQDISC messages.
    static func queues(in bytes: [UInt8]) -> [NetworkQueue] {
        var queues: [NetworkQueue] = []
        RouteMessages(bytes).forEach { type, message in
            // struct tcmsg, then TCA_KIND, 1.
            guard type == 36, let link = message.number(UInt32.self, at: 4),
                let handle = message.number(UInt32.self, at: 8), let parent = message.number(UInt32.self, at: 12),
                let kind = message.attribute(1, after: 20)?.terminatedText
            else { return }
            queues.append(
                NetworkQueue(link: Int32(truncatingIfNeeded: link), kind: kind, handle: handle, parent: parent))
        }
        return queues
    }

    /// The bytes of a dump.
    static func dump(
        _ what: Int32, _ name: String, _ namespace: Namespace?, link: Int32 = 0, parent: UInt32 = 0
    ) throws -> [UInt8] {
        func made(_ network: Int32) -> Int32 { clinux_network_socket(network, what) }
        let number = try namespace.map { try $0.descriptor.withNumber { made($0) } } ?? made(-1)
        let socket = Descriptor(owning: try checked(number, "ask for", name))
        defer { socket.close() }
        var failure: Int64 = 0
        let bytes = try socket.withNumber { socket in
            [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
                let count = clinux_network_dump(
                    socket, what, link, parent, buffer.baseAddress, UInt64(buffer.count))
                if count < 0 { failure = count } else { filled = Int(count) }
            }
        }
        _ = try checked(Int32(truncatingIfNeeded: failure), "list", name)
        return bytes
    }
}
