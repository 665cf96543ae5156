/// How a pod's network reaches its guest: what is seen in the pod's network namespace. Source: facts on the network.
package struct PodNetwork: Sendable, Hashable {
    package enum Model: String, Sendable, Hashable, CaseIterable {
        case tcfilter, macvtap, l3forwarding, none

        /// Whether a shim has it; the Rust shim reads `macvtap` and takes it for none.
        package func isKnown(to language: ShimLanguage) -> Bool {
            switch self {
            case .tcfilter, .none: true
            case .macvtap: language == .go
            case .l3forwarding: language == .rust
            }
        }
    }

    /// A link of the namespace.
    package struct Link: Sendable, Hashable, Codable {
        package var name: String
        /// `veth`, `tun`, `macvtap`, `bridge`; empty if nobody said.
        package var kind: String
        /// Whether it has the queue for what comes in, `ffff:`.
        package var hasIngress: Bool
        /// The link that its filters send everything to; nil without such a filter.
        package var mirrorsTo: String?

        package init(_ name: String, kind: String = "", hasIngress: Bool = false, mirrorsTo: String? = nil) {
            self.name = name
            self.kind = kind
            self.hasIngress = hasIngress
            self.mirrorsTo = mirrorsTo
        }

        /// The link in words, without what is another's business: `tap0_kata (tun), what comes in goes to eth0`.
        package var words: String {
            let way =
                mirrorsTo.map { ", what comes in goes to \($0)" } ?? (hasIngress ? ", what comes in goes nowhere" : "")
            return "\(name)\(kind.isEmpty ? "" : " (\(kind))")\(way)"
        }

        /// Whether a shim made it: `tap0_kata`, `br0_kata`.
        package var isKatas: Bool { name.hasSuffix("_kata") }

        /// Whether it is a way out of the pod that a guest gets.
        package var isEndpoint: Bool { !isKatas && name != "lo" && !["sit", "ip6tnl", "tunl"].contains(kind) }
    }

    package var links: [Link]

    package init(links: [Link]) {
        self.links = links.sorted { $0.name < $1.name }
    }

    /// How the namespace of a running sandbox differs from what a model needs, in words.
    package func differences(from model: Model, of language: ShimLanguage) -> [String] {
        let made = links.filter(\.isKatas)
        let model = model.isKnown(to: language) ? model : .none
        guard model != .none else { return made.map { "\($0.name): nothing was to be made" } }
        let endpoints = links.filter(\.isEndpoint)
        let taps = made.filter { $0.name.hasPrefix("tap") }
        var told: [String] = []
        if taps.count != endpoints.count { told.append("\(taps.count) taps for \(endpoints.count) links") }
        if model == .tcfilter {
            for endpoint in endpoints {
                guard endpoint.hasIngress else {
                    told.append("\(endpoint.name): nothing takes what comes in")
                    continue
                }
                guard let tap = taps.first(where: { $0.name == endpoint.mirrorsTo }) else {
                    told.append("\(endpoint.name): what comes in goes to \(endpoint.mirrorsTo ?? "nobody")")
                    continue
                }
                if tap.mirrorsTo != endpoint.name {
                    told.append("\(tap.name): what the guest sends goes to \(tap.mirrorsTo ?? "nobody")")
                }
            }
        }
        return told
    }

    /// What a shim made and left, in words: its links, and queues on links that are not its own.
    package var leftovers: [String] {
        links.filter(\.isKatas).map { "link \($0.name)" }
            + links.filter { !$0.isKatas && $0.hasIngress }.map { "queue ffff: on \($0.name)" }
    }
}
