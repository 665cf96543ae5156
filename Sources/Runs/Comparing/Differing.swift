import Archives
import Matrices
import Scenarios

/// What two archives differ in beside their contenders, so that what depends on it is not taken for a shim's doing.
struct Differing {
    private let one: RunContents
    private let two: RunContents

    init(_ one: RunContents, _ two: RunContents) {
        self.one = one
        self.two = two
    }

    /// One sentence each, for the list of what can't be spoken of.
    func notes(_ pairs: [CellPair], _ shared: Set<String>) -> [String] {
        var notes = ["times and amounts: the two runs were not made side by side"]
        let (a, b) = (one.header, two.header)
        func differ(_ what: String, _ first: String, _ second: String) {
            guard first != second else { return }
            notes.append("what depends on the \(what): \(first) in the first, \(second) in the second")
        }
        differ("host's kernel", a.host.kernel, b.host.kernel)
        differ("host's architecture", a.host.architecture, b.host.architecture)
        differ("host's cgroups", a.host.cgroups, b.host.cgroups)
        differ("number of processors", "\(a.host.cpus)", "\(b.host.cpus)")
        differ("version of Kumite", a.kumite, b.kumite)
        for pair in pairs {
            differ("cgroup layout that trials saw", pair.first.view.rawValue, pair.second.view.rawValue)
            differ("containerd that was imitated", pair.first.speaks, pair.second.speaks)
        }
        let cells = Set(pairs.map(\.first.name)).count
        for (name, header, count) in [("first", a, cells), ("second", b, Set(pairs.map(\.second.name)).count)]
        where header.cells.count > count {
            notes.append("\(header.cells.count - count) cells of the \(name) without a counterpart in the other")
        }
        notes += scenarios(shared)
        return notes
    }

    private func scenarios(_ shared: Set<String>) -> [String] {
        let (a, b) = (Set(one.scenarios.keys), Set(two.scenarios.keys))
        return [
            ("scenarios only in the first", a.subtracting(b)), ("scenarios only in the second", b.subtracting(a)),
            ("scenarios whose texts differ", a.intersection(b).subtracting(shared)),
        ].compactMap { what, ids in
            guard !ids.isEmpty else { return nil }
            let more = ids.count > 8 ? " and \(ids.count - 8) more" : ""
            return "\(ids.count) \(what): \(ids.sorted().prefix(8).joined(separator: ", "))\(more)"
        }
    }
}
