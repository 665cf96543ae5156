/// Makes two configurations say the same wherever both shims can express it, so that what differs is the shims' doing.
///
/// The baseline's values hold. What only the candidate's file writes is written into the baseline's, too (facts 15).
package struct Alignment: Sendable {
    /// A shim with its configuration.
    package struct Side: Sendable {
        package var name: String
        package var release: ShimRelease
        package var keys: ShimKeys
        /// The file, then its drop-ins.
        package var documents: [TomlDocument]

        package init(name: String, release: ShimRelease, keys: ShimKeys, documents: [TomlDocument]) {
            self.name = name
            self.release = release
            self.keys = keys
            self.documents = documents
        }
    }

    /// A key that is set to another value.
    package struct Change: Sendable, Hashable {
        package var place: KeyPlace
        package var value: TomlValue
        /// What the file has; nil if it does not write the key.
        package var before: TomlValue?
    }

    /// In the order of the keys.
    package private(set) var baseline: [Change] = []
    package private(set) var candidate: [Change] = []
    /// What stays different, each in a line.
    package private(set) var unaligned: [String] = []

    /// What names the shim's own parts and sets nothing.
    private static let identity: Set<KeyPlace> = [
        KeyPlace("runtime", "name"), KeyPlace("runtime", "hypervisor_name"), KeyPlace("runtime", "agent_name"),
    ]
    /// What belongs to one image of a guest.
    private static let ofImage = ["image", "initrd", "kernel_verity_params", "rootfs_type"].map {
        KeyPlace("hypervisor", $0)
    }
    /// What the Rust shim adds to every size that is asked for; the Go shim has no such thing (facts 4.4, D80).
    private static let overheads = ["overhead_memory", "overhead_vcpus"].map { KeyPlace("hypervisor", $0) }

    package init(_ first: Side, _ second: Side, changes: KeyChanges) {
        let (one, two) = (MergedConfig(first.documents), MergedConfig(second.documents))
        var kept = Self.identity
        let overhead = first.release.language == second.release.language ? [] : Self.overheads
        kept.formUnion(overhead)
        if let why = Self.imagesDiffer(first, one, second, two) {
            kept.formUnion(Self.ofImage)
            unaligned.append(why)
        }
        let sameHypervisor = one.hypervisor == two.hypervisor
        if !sameHypervisor {
            unaligned.append(
                "the hypervisor: \(one.hypervisor) behind \(first.name), \(two.hypervisor) behind \(second.name); "
                    + "none of its keys is aligned")
        }
        func isLeft(_ place: KeyPlace) -> Bool {
            kept.contains(place) || !sameHypervisor && place.section.hasPrefix("hypervisor")
        }
        var met: Set<KeyPlace> = []
        var ways = Way(from: first, to: second, one, changes)
        for (place, value) in one.values where !isLeft(place) {
            switch ways.target(place, value) {
            case .at(let target, let wanted):
                met.insert(target)
                let now = two.value(of: target)
                if now.map({ Self.isSame($0, wanted) }) != true {
                    candidate.append(Change(place: target, value: wanted, before: now))
                }
            case .lost(let why): unaligned.append("\(place) = \(value) of \(first.name): \(why)")
            case .nothing: break
            }
        }
        ways = Way(from: second, to: first, two, changes)
        for (place, value) in two.values where !isLeft(place) && !met.contains(place) {
            switch ways.target(place, value) {
            case .at(let target, let wanted):
                guard one.value(of: target) == nil else { continue }
                baseline.append(Change(place: target, value: wanted, before: nil))
            case .lost(let why): unaligned.append("\(place) = \(value) of \(second.name): \(why)")
            case .nothing: break
            }
        }
        if sameHypervisor {
            baseline += Self.zeroes(overhead, first, one)
            candidate += Self.zeroes(overhead, second, two)
        }
        baseline.sort { $0.place < $1.place }
        candidate.sort { $0.place < $1.place }
    }

    /// Why the images stay as they are: from 4.0 the Rust shim's is composed of several, the Go shim's is one (facts 14.3).
    private static func imagesDiffer(
        _ first: Side, _ one: MergedConfig, _ second: Side, _ two: MergedConfig
    ) -> String? {
        guard first.release.language != second.release.language,
            let rust = [first, second].first(where: { $0.release.language == .rust }),
            let composable = KataVersion("4.0"), rust.release.version >= composable
        else { return nil }
        let different = ofImage.filter { one.value(of: $0) != two.value(of: $0) }
        guard !different.isEmpty else { return nil }
        func words(_ config: MergedConfig) -> String {
            different.map { "\($0.key) = \(config.value(of: $0)?.description ?? "not written")" }.joined(
                separator: ", ")
        }
        return "the guest's image, which from 4.0 is composable for the Rust shim and monolithic for the Go shim: "
            + "\(words(one)) behind \(first.name), \(words(two)) behind \(second.name)"
    }

    private static func zeroes(_ places: [KeyPlace], _ side: Side, _ config: MergedConfig) -> [Change] {
        places.compactMap { place in
            guard let type = side.keys.type(of: place) else { return nil }
            let zero: TomlValue = type == .float ? .float(0) : .integer(0)
            if let now = config.value(of: place), isSame(now, zero) { return nil }
            return Change(place: place, value: zero, before: config.value(of: place))
        }
    }

    /// Whether two values mean the same: a count may be written with a fraction or without.
    private static func isSame(_ one: TomlValue, _ two: TomlValue) -> Bool {
        func number(_ value: TomlValue) -> Double? {
            switch value {
            case .integer(let number): Double(number)
            case .float(let number): number
            default: nil
            }
        }
        if let a = number(one), let b = number(two) { return a == b }
        return one == two
    }
}

/// What a key of one shim is in another.
private struct Way {
    enum Target {
        case at(KeyPlace, TomlValue)
        case lost(String)
        /// Neither reads it, or it asks for nothing.
        case nothing
    }

    private let judge: KeyJudge
    private let hypervisor: String

    init(from: Alignment.Side, to: Alignment.Side, _ merged: MergedConfig, _ changes: KeyChanges) {
        judge = KeyJudge(
            from: from.release, to: to.release, old: from.keys, new: to.keys, changes: changes, merged: merged,
            template: "")
        hypervisor = merged.hypervisor
    }

    func target(_ place: KeyPlace, _ value: TomlValue) -> Target {
        let table = KeyPlace.table(of: place.section, hypervisor: hypervisor, agent: "kata")
        let entry = TomlDocument.Entry(
            table: table, key: place.key, value: value, line: 1, lastLine: 1, isPlain: true)
        let verdict = judge.verdict(on: entry)
        switch verdict.remedy {
        case .write(let target, let wanted): return .at(target, wanted)
        case .keep: return verdict.effect == .kept ? .at(place, value) : .nothing
        case .drop: return verdict.isGone ? .lost(verdict.note) : .nothing
        }
    }
}
