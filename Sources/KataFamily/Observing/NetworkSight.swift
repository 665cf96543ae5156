import Kata
import Linux

/// The links of a pod's network namespace, and how they are joined.
enum NetworkSight {
    /// By name.
    static func links(in namespace: Linux.Namespace) throws -> [PodNetwork.Link] {
        let links = try Network.links(in: namespace)
        let names = Dictionary(links.map { ($0.index, $0.name) }) { first, _ in first }
        let joined = Set(try Network.queues(in: namespace).filter { $0.kind == "ingress" }.map(\.link))
        return try links.sorted { $0.name < $1.name }.map { link in
            let hasIngress = joined.contains(link.index)
            let filters = hasIngress ? try Network.ingressFilters(of: link.index, in: namespace) : []
            let target = filters.lazy.compactMap(\.target).first
            return PodNetwork.Link(
                link.name, kind: link.kind, hasIngress: hasIngress,
                mirrorsTo: target.map { names[$0] ?? "link \($0) of another namespace" })
        }
    }
}
