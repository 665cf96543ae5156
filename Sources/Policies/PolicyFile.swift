package import Documents
internal import Facets

/// What `Matrix/policies.yaml` holds, or everything that is wrong with it.
package struct PolicyFile: Sendable, Hashable {
    /// In the order of the file, without owners and ledger; empty if there is a diagnostic.
    package var policies: [Policy]
    package var diagnostics: [Diagnostic]

    static let keys =
        ["requires", "blocks", "floor", "gates", "margin", "error", "budget"] + PolicyTerms.keys
    /// Aspects that have a verdict.
    static let aspects = ["behaviour", "timing", "coverage"]

    /// Reads one file: a map of policies by their names.
    ///
    /// - Parameter paths: Ids of critical paths that `blocks-by-path` can name; nil for whatever is there.
    package static func load(_ bytes: [UInt8], file: String, paths: [String]? = nil) -> PolicyFile {
        let (document, problems) = Document.read(bytes, file: file)
        guard let document else { return PolicyFile(policies: [], diagnostics: problems) }
        var reading = Reading(file: file)
        let entries = reading.map(document.root, "a file of policies") ?? []
        let policies = entries.compactMap { policy(of: $0, paths, &reading) }
        let found = reading.diagnostics.sorted()
        return PolicyFile(policies: found.isEmpty ? policies : [], diagnostics: found)
    }

    private static func policy(of entry: Entry, _ paths: [String]?, _ reading: inout Reading) -> Policy? {
        let what = "policy '\(entry.key.prefix(64))'"
        guard let name = reading.name(entry.key, "a policy's name", at: entry.position),
            let fields = reading.fields(entry.value, of: what, known: keys)
        else { return nil }
        let requires =
            reading.required("requires", in: fields, of: what)
            .map { names($0, "aspect", among: aspects, &reading) } ?? []
        let blocks =
            reading.required("blocks", in: fields, of: what)
            .map { names($0, "severity", among: Severity.allCases.map(\.rawValue), &reading) } ?? []
        if let item = fields["requires"], case .list([]) = item.content {
            reading.report("a policy that requires nothing can decide nothing", at: item.position)
        }
        if requires.contains("coverage"), fields["reach"] == nil {
            reading.report(
                "a policy that requires coverage needs 'reach', the share of each critical path that decides it",
                at: fields["requires"]?.position ?? entry.position)
        }
        let gate = TimingGate(of: fields, requires: requires, at: entry.position, &reading)
        return Policy(
            name: name, requires: requires, blocks: blocks.compactMap { Severity(rawValue: $0) }, floor: gate.floor,
            gates: gate.measures, margin: gate.margin, error: gate.error, budgetNanoseconds: gate.budgetNanoseconds,
            owners: Owners(), ledger: [], terms: PolicyTerms(of: fields, paths: paths, &reading))
    }

    static func names(
        _ item: Item, _ what: String, among known: [String], _ reading: inout Reading
    ) -> [String] {
        guard let items = reading.list(item, "a list of names") else { return [] }
        return items.compactMap { reading.choice($0, what, among: known) }
    }
}
