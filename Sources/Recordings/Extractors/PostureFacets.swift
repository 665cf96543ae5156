import Facets

/// The facets of one process's posture, relative to it.
struct PostureFacets {
    private let process: Posture
    private let record: PostureRecord
    private let places: RolePlaces
    private let names: Names

    init(_ process: Posture, in record: PostureRecord, _ places: RolePlaces, _ names: Names) {
        self.process = process
        self.record = record
        self.places = places
        self.names = names
    }

    var all: MessageReader.Facets { command + privileges + standing + places(in: Self.kinds) }

    private static let kinds = ["mnt", "net", "pid", "uts", "ipc", "user", "cgroup", "time"]

    private var command: MessageReader.Facets {
        [
            (["command"], .seen(text(process.command))),
            (["program"], process.arguments.first.map { .seen(text($0)) } ?? .absent),
            (["arguments"], .seen(.list(process.arguments.dropFirst().map(text)))),
        ]
    }

    private var privileges: MessageReader.Facets {
        let own = process.privileges
        var facets: MessageReader.Facets = [
            (["users"], .seen(ids(own.users))), (["groups"], .seen(ids(own.groups))),
            (["supplementary"], .seen(.bag(of: own.supplementary.map { .integer(Int64($0)) }))),
            (["no-new-privileges"], own.noNewPrivileges.map { .seen(.bool($0)) } ?? .absent),
            (["seccomp"], own.seccompMode.map { .seen(.text(Self.seccomp($0))) } ?? .absent),
            (["seccomp", "filters"], own.seccompFilters.map { .seen(.integer(Int64($0))) } ?? .absent),
            (["signals", "blocked"], .seen(signals(own.blockedSignals))),
            (["signals", "ignored"], .seen(signals(own.ignoredSignals))),
            (["umask"], own.umask.map { .seen(text($0)) } ?? .absent),
            (["threads"], .seen(.integer(Int64(own.threads)))),
        ]
        let sets = own.capabilities
        for (name, set) in [
            ("effective", sets.effective), ("permitted", sets.permitted), ("inheritable", sets.inheritable),
            ("bounding", sets.bounding), ("ambient", sets.ambient),
        ] {
            let names = CapabilitySets.names(of: set).map(FacetValue.text)
            facets.append((["capabilities", name], .seen(.bag(of: names))))
        }
        return facets
    }

    private var standing: MessageReader.Facets {
        var facets: MessageReader.Facets = [
            (["label"], process.label.map { .seen(text($0)) } ?? .absent),
            (["oom-score-adjust"], process.oomScoreAdjust.map { .seen(.integer(Int64($0))) } ?? .absent),
            (["root"], process.root.map { .seen(text($0)) } ?? .absent),
            (["directory"], process.directory.map { .seen(text($0)) } ?? .absent),
        ]
        if let count = process.descriptorCount, count > process.descriptors.count {
            facets.append((["descriptors", "unseen"], .seen(.integer(Int64(count - process.descriptors.count)))))
        }
        let open = process.descriptors.map { descriptor in
            FacetValue.text("\(descriptor.number) \(names.inPlace(Self.kind(of: descriptor.target)))")
        }
        facets.append((["descriptors"], .seen(.bag(of: open))))
        for (hierarchy, path) in process.cgroups.sorted(by: { $0.key < $1.key }).prefix(32) {
            let isLanes = record.laneCgroups[hierarchy] == path
            let name = hierarchy.isEmpty ? "v2" : String(hierarchy.prefix(96))
            facets.append((["cgroups", name], .seen(isLanes ? .text("as the lane") : text(path))))
        }
        return facets
    }

    /// Which namespaces it has for itself, and with whom it shares the others: `same` as the lane, `own`, `of:ROLE`.
    ///
    /// The pod's sandbox, else the oldest of those that share one, has it as its own.
    private func places(in kinds: [String]) -> MessageReader.Facets {
        kinds.map { kind in
            guard let inode = process.namespaces[kind] else { return (["namespaces", kind], .absent) }
            if inode == record.laneNamespaces[kind] { return (["namespaces", kind], .seen(.text("same"))) }
            let pids = record.processes.filter { $0.namespaces[kind] == inode }.map(\.pid)
            let first = places.first(of: pids)
            let other = first.flatMap { $0 == process.pid ? nil : places.name(of: $0) }
            return (["namespaces", kind], .seen(.text(other.map { "of:\($0)" } ?? "own")))
        }
    }

    private static func seccomp(_ mode: Int) -> String {
        ["off", "strict", "filter"].indices.contains(mode) ? ["off", "strict", "filter"][mode] : "mode:\(mode)"
    }

    /// A descriptor's target without the number that only tells it apart: `socket:[1234]` is a socket.
    static func kind(of target: String) -> String {
        if target.hasPrefix("/dev/pts/") { return "/dev/pts" }
        guard target.hasSuffix("]"), let open = target.lastIndex(of: "["), target[..<open].hasSuffix(":"),
            target[target.index(after: open)...].dropLast().allSatisfy(\.isNumber)
        else { return target }
        return String(target[..<open].dropLast())
    }

    private func text(_ text: String) -> FacetValue { MessageReader.text(Array(text.utf8), names) }

    /// Real, effective, saved, file system; one number when they are all the same.
    private func ids(_ all: [UInt32]) -> FacetValue {
        let values = all.prefix(4).map { FacetValue.integer(Int64($0)) }
        guard let first = values.first, Set(values).count > 1 else { return values.first ?? .list([]) }
        guard values.count == 4 else { return .list([first] + values.dropFirst()) }
        return .record(["real": values[0], "effective": values[1], "saved": values[2], "files": values[3]])
    }

    private func signals(_ set: UInt64) -> FacetValue {
        .bag(of: (1...64).filter { set & 1 << UInt64($0 - 1) != 0 }.map { .integer(Int64($0)) })
    }
}
