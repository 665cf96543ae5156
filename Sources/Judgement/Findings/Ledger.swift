import Facets
import Policies

/// The known differences, ready to be asked.
struct Ledger: Sendable {
    /// An entry that can still speak, with its pattern and those contenders of the run that it is about.
    struct Known: Sendable {
        var entry: LedgerEntry
        var pattern: FacetPattern
        var contenders: Set<String>
    }

    let known: [Known]
    /// Entries that say nothing any more, why, and the contenders of the run that they are about.
    let stale: [(entry: LedgerEntry, why: String, contenders: Set<String>)]

    /// Dates are of the form `2026-11-23`, so their texts compare as they do.
    init(_ entries: [LedgerEntry], of contenders: [KnownContender], asOf: String) {
        var known: [Known] = []
        var stale: [(entry: LedgerEntry, why: String, contenders: Set<String>)] = []
        for entry in entries {
            let meant = Set(
                contenders.filter { contender in entry.contenders.contains { $0.matches(contender) } }.map(\.name))
            if let expires = entry.expires, expires < asOf {
                stale.append((entry, "it expired on \(expires)", meant))
            } else if entry.expires == nil, entry.status != .legal {
                stale.append((entry, "it has status \(entry.status.rawValue) and no expiry", meant))
            } else if let pattern = try? FacetPattern(parsing: entry.facet) {
                known.append(Known(entry: entry, pattern: pattern, contenders: meant))
            } else {
                stale.append((entry, "its facet is no pattern", meant))
            }
        }
        self.known = known
        self.stale = stale
    }

    /// The first entry that fits and knows a facet of one of a cell's contenders in a scenario.
    func entry(
        for path: FacetPath, of cell: JudgedCell, in scenario: String, where fits: (LedgerEntry) -> Bool
    ) -> LedgerEntry? {
        known.first { fits($0.entry) && $0.speaks(of: path, cell, scenario) }?.entry
    }

    /// The places in `known` of all entries that know a facet of one of a cell's contenders in a scenario.
    func knowing(_ path: FacetPath, of cell: JudgedCell, in scenario: String) -> [Int] {
        known.indices.filter { known[$0].speaks(of: path, cell, scenario) }
    }
}

extension Ledger.Known {
    func speaks(of path: FacetPath, _ cell: JudgedCell, _ scenario: String) -> Bool {
        cell.isAbout(contenders) && entry.speaks(ofScenario: scenario) && pattern.matches(path)
    }
}

extension JudgedCell {
    /// Whether one of some contenders is compared here.
    func isAbout(_ contenders: Set<String>) -> Bool {
        contenders.contains(baseline) || contenders.contains(candidate)
    }
}

extension LedgerEntry {
    /// How findings and counts name the entry: its file, where in it, what it knows, and as what.
    var label: String {
        let place = file.isEmpty ? "ledger" : file
        return "\(place)\(line > 0 ? ":\(line)" : ""): \(facet) (\(status.rawValue))"
    }
}
