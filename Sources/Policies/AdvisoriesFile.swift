package import Documents

/// A published weakness that a shim, or what stands behind it, had once.
package struct Advisory: Sendable, Hashable, Codable {
    /// What `origin` in a scenario names: `CVE-2024-21626`.
    package var id: String
    /// Families that it is about; all where none is named.
    package var families: [String]
    /// What must hold.
    package var check: String

    package init(id: String, families: [String], check: String) {
        self.id = id
        self.families = families
        self.check = check
    }

    /// Whether a text is the id of one: `CVE-…` or `GHSA-…`.
    package static func isID(_ text: String) -> Bool {
        text.hasPrefix("CVE-") || text.hasPrefix("GHSA-")
    }
}

/// What `Matrix/advisories.yaml` holds, or everything that is wrong with it.
package struct AdvisoriesFile: Sendable, Hashable {
    /// In the order of the file; empty if there is a diagnostic.
    package var advisories: [Advisory]
    package var diagnostics: [Diagnostic]

    /// Reads one file: a list of advisories.
    package static func load(_ bytes: [UInt8], file: String) -> AdvisoriesFile {
        let (document, problems) = Document.read(bytes, file: file)
        guard let document else { return AdvisoriesFile(advisories: [], diagnostics: problems) }
        var reading = Reading(file: file)
        var advisories: [Advisory] = []
        for item in reading.list(document.root, "a file of advisories") ?? [] {
            let what = "an advisory"
            guard let fields = reading.fields(item, of: what, known: ["id", "families", "check"]) else { continue }
            let id = reading.required("id", in: fields, of: what).flatMap { reading.words($0, "'id'") }
            let check = reading.required("check", in: fields, of: what).flatMap { reading.words($0, "'check'") }
            let families = fields["families"].map { reading.someTexts($0, "'families'").map(\.text) } ?? []
            guard let id, let check else { continue }
            if !Advisory.isID(id) {
                reading.report("an advisory's id is CVE-… or GHSA-…, not '\(id.prefix(80))'", at: item.position)
            }
            if advisories.contains(where: { $0.id == id }) {
                reading.report("the advisory '\(id.prefix(80))' stands here already", at: item.position)
            }
            advisories.append(Advisory(id: id, families: families, check: check))
        }
        let found = reading.diagnostics.sorted()
        return AdvisoriesFile(advisories: found.isEmpty ? advisories : [], diagnostics: found)
    }
}
