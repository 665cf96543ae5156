import CLinux

/// A filter of a link's queueing discipline, as far as it sends packets to another link.
package struct NetworkFilter: Hashable, Sendable {
    /// `u32`, `matchall`, `flower` …
    package var kind: String
    /// The link that everything it takes goes to; nil for one that does something else.
    package var target: Int32?
}

extension Network {
    /// What the queueing discipline for incoming packets is numbered, `ffff:`.
    private static let ingress: UInt32 = 0xffff_0000

    /// The filters of what comes in over a link.
    package static func ingressFilters(of link: Int32, in namespace: Namespace? = nil) throws -> [NetworkFilter] {
        filters(
            in: try dump(Int32(CLINUX_DUMP_FILTERS), "filters of link \(link)", namespace, link: link, parent: ingress))
    }

    /// Reads RTM_NEWTFILTER messages.
    static func filters(in bytes: [UInt8]) -> [NetworkFilter] {
        var filters: [NetworkFilter] = []
        RouteMessages(bytes).forEach { type, message in
            // struct tcmsg, then TCA_KIND, 1, and TCA_OPTIONS, 2, in which each kind has its own number for actions.
            guard type == 44, let kind = message.attribute(1, after: 20)?.terminatedText else { return }
            let actions: [String: UInt16] = ["u32": 7, "matchall": 2, "flower": 3, "basic": 3, "bpf": 1]
            let options = message.attribute(2, after: 20)
            let told = actions[kind].flatMap { options?.attribute($0, after: 0) }?.attributes(after: 0) ?? []
            filters.append(NetworkFilter(kind: kind, target: told.lazy.compactMap(redirected).first))
        }
        return filters
    }

    /// Where an action sends packets, if it does: TCA_ACT_KIND is 1, TCA_ACT_OPTIONS 2, in them TCA_MIRRED_PARMS 2, a
    /// struct tc_mirred, whose ifindex is its seventh number.
    private static func redirected(_ action: ArraySlice<UInt8>) -> Int32? {
        guard action.attribute(1, after: 0)?.terminatedText == "mirred" else { return nil }
        let index = action.attribute(2, after: 0)?.attribute(2, after: 0)?.number(UInt32.self, at: 24)
        return index.map { Int32(truncatingIfNeeded: $0) }
    }
}
