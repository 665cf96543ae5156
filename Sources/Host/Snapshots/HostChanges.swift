package import Recordings

/// What differs between two snapshots, and what of it is a trial's.
package struct HostChanges: Hashable, Sendable {
    /// One object, and whether it is known to be the trial's or merely nobody's.
    package struct Change: Hashable, Sendable {
        package var object: HostObject
        package var isOwned: Bool

        package init(_ object: HostObject, isOwned: Bool) {
            self.object = object
            self.isOwned = isOwned
        }
    }

    /// What was left behind.
    package var left: [Change]
    /// What was there before and is gone.
    package var gone: [Change]

    /// What is there still and another's, or open to others.
    package var changed: [RightsChange]

    package init(left: [Change] = [], gone: [Change] = [], changed: [RightsChange] = []) {
        self.left = left
        self.gone = gone
        self.changed = changed
    }

    package var isEmpty: Bool { left.isEmpty && gone.isEmpty && changed.isEmpty }

    /// What a recording keeps, sorted; a cgroup that is in several hierarchies is one object.
    ///
    /// - Parameter moment: As in `HostDifference`: `before-clean`, or at an `observe` step.
    package func difference(at moment: String) -> HostDifference {
        HostDifference(
            moment: moment, left: Self.residues(left), gone: Self.residues(gone),
            changed: changed.map(\.residue).sorted())
    }

    private static func residues(_ changes: [Change]) -> [Residue] {
        var residues: [Residue] = []
        var hierarchies: [String: [String]] = [:]
        for change in changes {
            if case .cgroup(let cgroup) = change.object {
                hierarchies[cgroup.path, default: []].append(cgroup.hierarchy.name)
            } else {
                residues.append(change.object.residue)
            }
        }
        for (path, names) in hierarchies {
            residues.append(Residue(kind: .cgroup, identity: path, detail: names.sorted().joined(separator: " ")))
        }
        return residues.sorted()
    }
}
