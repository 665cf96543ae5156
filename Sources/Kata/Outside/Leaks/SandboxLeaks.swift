/// What was left of a sandbox, by what the host held before it was made and after it was deleted.
///
/// What bears the sandbox's name or a container's is left whenever it is there; of what bears none only what is new.
package struct SandboxLeaks: Sendable, Hashable {
    package struct Leak: Sendable, Hashable, Comparable, Codable {
        package var item: LeakItem
        /// With the sandbox's own names in it.
        package var what: String

        package static func < (a: Leak, b: Leak) -> Bool {
            let order = LeakItem.allCases
            let (mine, its) = (order.firstIndex(of: a.item) ?? 0, order.firstIndex(of: b.item) ?? 0)
            return (mine, a.what) < (its, b.what)
        }
    }

    /// Whose traces are looked for.
    package struct Subject: Sendable, Hashable {
        package var sandbox: String
        package var containers: [String]
        /// Its containers' bundles, absolute.
        package var bundles: [String]
        /// Sockets of its shim, in either spelling.
        package var sockets: Set<String>
        /// Programs of other names, by their absolute path.
        package var programs: [String: SandboxRole]

        package init(
            sandbox: String, containers: [String] = [], bundles: [String] = [], address: String = "",
            namespace: String = "", programs: [String: SandboxRole] = [:]
        ) {
            self.sandbox = sandbox
            self.containers = containers
            self.bundles = bundles
            self.programs = programs
            sockets = Set(
                ShimLanguage.allCases.map {
                    SandboxPaths.socket(of: $0, address: address, namespace: namespace, sandbox: sandbox)
                })
        }

        fileprivate func isNamed(in text: String) -> Bool {
            ([sandbox] + containers).contains { Words.hold($0, in: text) }
        }
    }

    /// In the order of the list.
    package var leaks: [Leak]
    /// Points that at least one of the listings says nothing of.
    package var unseen: [LeakItem]

    /// How many of one point are told.
    static let mostTold = 100

    package init(of subject: Subject, before: HostListing, after: HostListing) {
        var search = Search(subject: subject)
        search.processes(before.processes, after.processes)
        search.lines(.mount, before.mounts, after.mounts) { $0 }
        search.paths(before.paths, after.paths)
        search.network(before, after)
        search.lines(.cgroup, before.cgroups, after.cgroups) { $0 }
        search.lines(.block, before.blocks, after.blocks) { $0 }
        search.values(.vfio, before.drivers, after.drivers) { name, old, new in
            old == new ? nil : "\(name): \(new ?? "no driver"), it was \(old ?? "no driver")"
        }
        search.values(.memory, before.free, after.free) { name, old, new in
            guard let old, let new, new < old else { return nil }
            return "\(name): \(old - new) bytes fewer are free"
        }
        search.lines(.contextID, before.contextIDs, after.contextIDs) { "number \($0)" }
        search.values(.descriptors, before.containerd, after.containerd) { name, old, new in
            guard let old, let new, new > old else { return nil }
            return "containerd's \(name): \(new), it was \(old)"
        }
        search.lines(.chains, before.chains, after.chains) { $0 }
        leaks = Dictionary(grouping: Set(search.leaks), by: \.item).values
            .flatMap { $0.sorted().prefix(Self.mostTold) }.sorted()
        unseen = LeakItem.allCases.filter(search.unseen.contains)
    }
}

/// Compares one kind after the other.
private struct Search {
    let subject: SandboxLeaks.Subject
    var leaks: [SandboxLeaks.Leak] = []
    var unseen: Set<LeakItem> = []

    mutating func left(_ item: LeakItem, _ what: String) { leaks.append(.init(item: item, what: what)) }

    mutating func processes(_ before: [HostProcess]?, _ after: [HostProcess]?) {
        guard let before, let after else {
            unseen.formUnion([.process, .zombie])
            return
        }
        let own = SandboxProcesses(of: subject.sandbox, among: after, programs: subject.programs).members.map(\.process)
        let named = after.filter { process in
            SandboxRole.role(of: process, programs: subject.programs) != nil
                && subject.containers.contains { process.mentions($0) }
        }
        let known = Set(before.map(\.pid))
        for process in Set(own + named) where !process.isZombie { left(.process, Self.words(process)) }
        // The arguments of one that has ended are gone: that it is new is all that can be known.
        for process in after where process.isZombie && !known.contains(process.pid) {
            left(.zombie, process.command)
        }
    }

    private static func words(_ process: HostProcess) -> String {
        process.arguments.isEmpty ? process.command : process.arguments.prefix(16).joined(separator: " ")
    }

    /// What is new, and what bears a name of the sandbox's whether it is new or not.
    mutating func lines<Line: Hashable>(
        _ item: LeakItem, _ before: [Line]?, _ after: [Line]?, _ words: (Line) -> String
    ) {
        guard let before, let after else {
            unseen.insert(item)
            return
        }
        let known = Set(before.prefix(HostListing.limit))
        for line in after.prefix(HostListing.limit) {
            let text = words(line)
            // A host's mounts and groups come and go by themselves; of these only what is named counts.
            let byName = item == .mount || item == .cgroup
            if subject.isNamed(in: text) || !byName && !known.contains(line) { left(item, text) }
        }
    }

    mutating func paths(_ before: [String]?, _ after: [String]?) {
        guard before != nil, let after else {
            unseen.formUnion([.folder, .socket, .bundle])
            return
        }
        for path in after.prefix(HostListing.limit) {
            if subject.sockets.contains(path) {
                left(.socket, path)
            } else if subject.bundles.contains(where: { path.hasPrefix("\($0)/") }) {
                left(.bundle, path)
            } else if subject.isNamed(in: path) {
                left(.folder, path)
            }
        }
    }

    mutating func network(_ before: HostListing, _ after: HostListing) {
        guard let links = before.links, let more = after.links else {
            unseen.insert(.network)
            return
        }
        for link in Set(more).subtracting(links) where link.hasSuffix("_kata") || subject.isNamed(in: link) {
            left(.network, "link \(link)")
        }
        for queue in Set(after.queues ?? []).subtracting(before.queues ?? []) where queue.hasSuffix("ffff:") {
            left(.network, "queue \(queue)")
        }
        // Where the pod had no network namespace, the shim made one and must take it away.
        for path in Set(after.paths ?? []).subtracting(before.paths ?? [])
        where path.hasPrefix("/var/run/netns/cnitest-") || path.hasPrefix("/run/netns/cnitest-") {
            left(.network, path)
        }
    }

    mutating func values<Value>(
        _ item: LeakItem, _ before: [String: Value]?, _ after: [String: Value]?,
        _ words: (String, Value?, Value?) -> String?
    ) {
        guard let before, let after else {
            unseen.insert(item)
            return
        }
        for name in Set(before.keys).union(after.keys).sorted().prefix(HostListing.limit) {
            if let text = words(name, before[name], after[name]) { left(item, text) }
        }
    }
}
