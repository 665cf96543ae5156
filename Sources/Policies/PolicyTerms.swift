internal import Documents
package import Facets

/// What else a consumer demands of behaviour: what blocks besides severities, whose waivers count, how much may be missing.
package struct PolicyTerms: Sendable, Hashable, Codable {
    /// Scenarios up to this tier are run, unless the user says otherwise: `pr`, `nightly`, `release`.
    package var tier: String?
    /// Severities that block for findings of a class, in place of the policy's own.
    package var blocksByClass: [String: [Severity]]
    /// Severities that block too where a scenario covers a critical path.
    package var blocksByPath: [String: [Severity]]
    /// Owners of entries whose `waived` counts; nil for everybody's.
    package var honours: [String]?
    /// The largest share of scenarios that may stay uncompared, as a ratio; nil for any.
    package var uncomparedAtMost: Double?
    /// How many known advisories may stay unchecked; nil for any.
    package var advisoriesAtMost: Int?
    /// The least share of a critical path's functions that the candidate must reach, as a ratio, by the path's id or `any`.
    package var reach: [String: Double]?

    package init(
        tier: String? = nil, blocksByClass: [String: [Severity]] = [:], blocksByPath: [String: [Severity]] = [:],
        honours: [String]? = nil, uncomparedAtMost: Double? = nil, advisoriesAtMost: Int? = nil,
        reach: [String: Double]? = nil
    ) {
        self.tier = tier
        self.blocksByClass = blocksByClass
        self.blocksByPath = blocksByPath
        self.honours = honours
        self.uncomparedAtMost = uncomparedAtMost
        self.advisoriesAtMost = advisoriesAtMost
        self.reach = reach
    }

    /// Whether an entry's `waived` counts here.
    package func honours(_ entry: LedgerEntry) -> Bool {
        honours?.contains(entry.owner) ?? true
    }
}

extension PolicyTerms {
    static let keys = ["tier", "blocks-by-class", "blocks-by-path", "honours", "not-compared", "reach"]
    /// What stands in `reach` for every critical path that is not named itself.
    package static let anyPath = "any"
    static let tiers = ["pr", "nightly", "release"]
    /// Classes that a policy can let block.
    package static let classes = [
        "regression", "divergence", "shared-defect", "unsupported", "flaky", "intermittent", "new-noise",
    ]

    /// Reads what `fields` say of it; a policy that names nobody honours no waiver.
    ///
    /// - Parameter paths: Ids of critical paths; nil for whatever is there.
    init(of fields: Fields, paths: [String]?, _ reading: inout Reading) {
        self.init(honours: [])
        tier = fields["tier"].flatMap { reading.choice($0, "tier", among: Self.tiers) }
        if let item = fields["blocks-by-class"] {
            blocksByClass = Self.severities(item, "class", among: Self.classes, &reading)
        }
        if let item = fields["blocks-by-path"] {
            blocksByPath = Self.severities(item, "critical path", among: paths, &reading)
        }
        if let item = fields["honours"] {
            let names = reading.someTexts(item, "'honours'").map(\.text)
            honours = names == ["*"] ? nil : names
        }
        if let item = fields["not-compared"] { readUncompared(item, &reading) }
        if let item = fields["reach"] { reach = Self.reach(item, paths, &reading) }
    }

    private mutating func readUncompared(_ item: Item, _ reading: inout Reading) {
        let known = ["at-most", "advisories"]
        guard let fields = reading.fields(item, of: "'not-compared'", known: known) else { return }
        uncomparedAtMost = fields["at-most"].flatMap { Self.share($0, "'at-most'", &reading) }
        advisoriesAtMost = fields["advisories"].flatMap { reading.integer($0, "'advisories'", in: 0...10_000) }
            .map { Int($0) }
    }

    /// A share like `5 %` as a ratio.
    private static func share(_ item: Item, _ what: String, _ reading: inout Reading) -> Double? {
        guard let text = reading.text(item, what) else { return nil }
        let digits = text.hasSuffix("%") ? text.dropLast().filter { $0 != " " } : ""
        guard let value = Double(digits), (0...100).contains(value) else {
            reading.report("\(what) must be a share like 5 %, not '\(text.prefix(80))'", at: item.position)
            return nil
        }
        return value / 100
    }

    private static func reach(_ item: Item, _ paths: [String]?, _ reading: inout Reading) -> [String: Double] {
        var all: [String: Double] = [:]
        let entries = reading.map(item, "'reach'") ?? []
        if entries.isEmpty { reading.report("'reach' must name a critical path, or any", at: item.position) }
        for entry in entries {
            if let paths, entry.key != anyPath, !paths.contains(entry.key) {
                reading.reportUnknown("critical path", entry.key, among: [anyPath] + paths, at: entry.position)
            }
            all[entry.key] = share(entry.value, "the reach of '\(entry.key.prefix(64))'", &reading)
        }
        return all
    }

    private static func severities(
        _ item: Item, _ what: String, among known: [String]?, _ reading: inout Reading
    ) -> [String: [Severity]] {
        var all: [String: [Severity]] = [:]
        for entry in reading.map(item, "severities by \(what)") ?? [] {
            if let known, !known.contains(entry.key) {
                reading.reportUnknown(what, entry.key, among: known, at: entry.position)
            }
            let list = reading.list(entry.value, "the severities that block") ?? []
            all[entry.key] = list.compactMap { reading.choice($0, "severity", of: Severity.self) }
        }
        return all
    }
}
