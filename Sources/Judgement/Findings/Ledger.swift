import Facets
import Policies

/// The known differences, ready to be asked.
struct Ledger: Sendable {
    /// An entry that can still speak, with its pattern.
    private struct Known: Sendable {
        var entry: LedgerEntry
        var pattern: FacetPattern
    }

    private let known: [Known]
    /// Entries that say nothing any more, and why.
    let stale: [(entry: LedgerEntry, why: String)]

    /// Dates are of the form `2026-11-23`, so their texts compare as they do.
    init(_ entries: [LedgerEntry], asOf: String) {
        var known: [Known] = []
        var stale: [(entry: LedgerEntry, why: String)] = []
        for entry in entries {
            if let expires = entry.expires, expires < asOf {
                stale.append((entry, "it expired on \(expires)"))
            } else if entry.expires == nil, entry.status != .legal {
                stale.append((entry, "it has status \(entry.status.rawValue) and no expiry"))
            } else if let pattern = try? FacetPattern(parsing: entry.facet) {
                known.append(Known(entry: entry, pattern: pattern))
            } else {
                stale.append((entry, "its facet is no pattern"))
            }
        }
        self.known = known
        self.stale = stale
    }

    /// The first entry with one of `statuses` that knows a facet of one of the contenders.
    func entry(for path: FacetPath, of contenders: [String], statuses: Set<LedgerEntry.Status>) -> LedgerEntry? {
        known.first {
            statuses.contains($0.entry.status) && Self.speaks($0.entry, of: contenders) && $0.pattern.matches(path)
        }?.entry
    }

    /// Whether an entry is about one of the contenders: it names one, or all.
    static func speaks(_ entry: LedgerEntry, of contenders: [String]) -> Bool {
        entry.contenders == "*" || contenders.contains(entry.contenders)
    }
}

extension LedgerEntry {
    /// How findings and counts name the entry.
    var label: String { "\(file.isEmpty ? "ledger" : file): \(facet) (\(status.rawValue))" }
}
