import CLinux
import Glibc

extension Network {
    /// The chains of packet rules, each `TABLE CHAIN`, and `TABLE of the old iptables` for a table whose chains no call lists
    /// without making it; sorted.
    ///
    /// - Throws: A `LinuxError`: EPROTONOSUPPORT or EINVAL where the kernel has no nftables.
    package static func chains(in namespace: Namespace? = nil) throws -> [String] {
        let old = try oldTables(in: namespace).map { "\($0) of the old iptables" }
        return (chains(in: try dump(Int32(CLINUX_DUMP_CHAINS), "chains of rules", namespace)) + old).sorted()
    }

    /// Reads NFT_MSG_NEWCHAIN messages.
    static func chains(in bytes: [UInt8]) -> [String] {
        var chains: [String] = []
        RouteMessages(bytes).forEach { type, message in
            // struct nfgenmsg, then NFTA_CHAIN_TABLE, 1, and NFTA_CHAIN_NAME, 3.
            guard type == 10 << 8 | 3, let table = message.attribute(1, after: 4)?.terminatedText,
                let name = message.attribute(3, after: 4)?.terminatedText
            else { return }
            chains.append("\(table) \(name)")
        }
        return chains
    }

    /// Tables of iptables as it was before nftables, of both versions of IP.
    private static func oldTables(in namespace: Namespace?) throws -> [String] {
        try ["ip_tables_names", "ip6_tables_names"].flatMap { name -> [String] in
            func opened(_ network: Int32) -> Int32 { clinux_network_open(network, "/proc/thread-self/net/\(name)") }
            let number = try namespace.map { try $0.descriptor.withNumber { opened($0) } } ?? opened(-1)
            // There is no such file where the kernel never had that iptables.
            guard number != -ENOENT else { return [] }
            let file = Descriptor(owning: try checked(number, "open", name))
            defer { file.close() }
            return String(decoding: try file.readAll(limit: 4096).bytes, as: UTF8.self)
                .split(separator: "\n").map(String.init)
        }
    }
}
