internal import Facets

extension Policy {
    private enum Key: String, CodingKey {
        case name, requires, blocks, floor, gates, margin, error, budgetNanoseconds, owners, ledger, terms, library
    }

    /// Reads the policy of an archive; in earlier ones less was laid down.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            name: try values.decode(String.self, forKey: .name),
            requires: try values.decode([String].self, forKey: .requires),
            blocks: try values.decode([Severity].self, forKey: .blocks),
            floor: try values.decode(Double.self, forKey: .floor),
            gates: try values.decodeIfPresent([String].self, forKey: .gates) ?? [],
            margin: try values.decodeIfPresent(Double.self, forKey: .margin) ?? 0.1,
            error: try values.decodeIfPresent(Double.self, forKey: .error) ?? 0.005,
            budgetNanoseconds: try values.decodeIfPresent(UInt64.self, forKey: .budgetNanoseconds),
            owners: try values.decode(Owners.self, forKey: .owners),
            ledger: try values.decode([LedgerEntry].self, forKey: .ledger),
            terms: try values.decodeIfPresent(PolicyTerms.self, forKey: .terms) ?? PolicyTerms(),
            library: try values.decodeIfPresent(LibraryIndex.self, forKey: .library) ?? LibraryIndex())
    }
}
