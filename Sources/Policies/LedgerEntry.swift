package import Documents

/// A difference that is known already (design, "The judge", 5).
package struct LedgerEntry: Sendable, Hashable {
    package enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        /// The contract allows both; not a finding.
        case legal
        /// A defect that is known: reported, judged as if unknown.
        case open
        /// A named person accepts it until a date; shown, does not block.
        case waived
    }

    /// The facets it knows, a pattern's text.
    package var facet: String
    /// The contenders it is about; one that plays a part is enough.
    package var contenders: [ContenderPattern]
    /// The scenarios it is about; all where none is named.
    package var scenarios: [Glob]
    package var status: Status
    package var reason: String
    package var owner: String
    package var link: String
    /// `2026-08-20`.
    package var firstSeen: String?
    /// Required for `open` and `waived`.
    package var expires: String?
    /// The file it stands in.
    package var file: String
    /// Where in the file it begins, from 1; 0 if that is not known.
    package var line: Int

    package init(
        facet: String, contenders: [ContenderPattern], scenarios: [Glob] = [], status: Status, reason: String,
        owner: String, link: String, firstSeen: String?, expires: String?, file: String, line: Int = 0
    ) {
        self.facet = facet
        self.contenders = contenders
        self.scenarios = scenarios
        self.status = status
        self.reason = reason
        self.owner = owner
        self.link = link
        self.firstSeen = firstSeen
        self.expires = expires
        self.file = file
        self.line = line
    }

    /// Whom and what it is about, in words: `crun, runc@1.1 in exit/*`.
    package var scope: String {
        let whom = contenders.map(\.text).joined(separator: ", ")
        return scenarios.isEmpty ? whom : "\(whom) in \(scenarios.map(\.text).joined(separator: ", "))"
    }

    /// Whether it is about a scenario.
    package func speaks(ofScenario id: String) -> Bool {
        scenarios.isEmpty || scenarios.contains { $0.matches(scenario: id) }
    }
}

extension LedgerEntry: Codable {
    private enum Key: String, CodingKey {
        case facet, contenders, scenarios, status, reason, owner, link, firstSeen, expires, file, line
    }

    /// Reads an entry of an archive; those of earlier ones have one contender and neither scenarios nor line.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let contenders =
            if let one = try? values.decode(ContenderPattern.self, forKey: .contenders) { [one] } else {
                try values.decode([ContenderPattern].self, forKey: .contenders)
            }
        self.init(
            facet: try values.decode(String.self, forKey: .facet), contenders: contenders,
            scenarios: try values.decodeIfPresent([Glob].self, forKey: .scenarios) ?? [],
            status: try values.decode(Status.self, forKey: .status),
            reason: try values.decode(String.self, forKey: .reason),
            owner: try values.decode(String.self, forKey: .owner), link: try values.decode(String.self, forKey: .link),
            firstSeen: try values.decodeIfPresent(String.self, forKey: .firstSeen),
            expires: try values.decodeIfPresent(String.self, forKey: .expires),
            file: try values.decode(String.self, forKey: .file),
            line: try values.decodeIfPresent(Int.self, forKey: .line) ?? 0)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(facet, forKey: .facet)
        try values.encode(contenders, forKey: .contenders)
        if !scenarios.isEmpty { try values.encode(scenarios, forKey: .scenarios) }
        try values.encode(status, forKey: .status)
        try values.encode(reason, forKey: .reason)
        try values.encode(owner, forKey: .owner)
        try values.encode(link, forKey: .link)
        try values.encodeIfPresent(firstSeen, forKey: .firstSeen)
        try values.encodeIfPresent(expires, forKey: .expires)
        try values.encode(file, forKey: .file)
        if line > 0 { try values.encode(line, forKey: .line) }
    }
}
