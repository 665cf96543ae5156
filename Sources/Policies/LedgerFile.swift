package import Documents
internal import Facets

/// What a ledger file holds, or everything that is wrong with it.
package struct LedgerFile: Sendable, Hashable {
    /// In the order of the file; empty if there is a diagnostic.
    package var entries: [LedgerEntry]
    package var diagnostics: [Diagnostic]

    static let keys = [
        "facet", "contenders", "scenarios", "status", "reason", "owner", "link", "first-seen", "expires",
    ]
    /// How many entries a file may have; each is held against those before it.
    static let entryLimit = 2000

    /// Reads one file: a list of known differences.
    ///
    /// - Parameter scenarios: Ids of scenarios, or of their files, that `scenarios` can mean; nil for whatever is there.
    package static func load(_ bytes: [UInt8], file: String, scenarios: [String]? = nil) -> LedgerFile {
        let (document, problems) = Document.read(bytes, file: file)
        guard let document else { return LedgerFile(entries: [], diagnostics: problems) }
        var decoder = LedgerDecoder(reading: Reading(file: file), scenarios: scenarios)
        let entries = decoder.entries(of: document.root)
        let found = decoder.reading.diagnostics.sorted()
        return LedgerFile(entries: found.isEmpty ? entries : [], diagnostics: found)
    }
}

/// Reads the entries of a ledger.
private struct LedgerDecoder {
    var reading: Reading
    let scenarios: [String]?
    private var seen: [(entry: LedgerEntry, pattern: FacetPattern)] = []

    init(reading: Reading, scenarios: [String]?) {
        self.reading = reading
        self.scenarios = scenarios
    }

    mutating func entries(of root: Item) -> [LedgerEntry] {
        let items = reading.list(root, "a ledger") ?? []
        guard items.count <= LedgerFile.entryLimit else {
            reading.report(
                "a ledger of \(items.count) entries; at most \(LedgerFile.entryLimit) are read, so split the file",
                at: items[LedgerFile.entryLimit].position)
            return []
        }
        return items.compactMap { entry(of: $0) }
    }

    private mutating func entry(of item: Item) -> LedgerEntry? {
        let what = "an entry of a ledger"
        guard let fields = reading.fields(item, of: what, known: LedgerFile.keys) else { return nil }
        let pattern = pattern(in: fields, of: what)
        let contenders = contenders(in: fields, of: what)
        let scenarios = globs(in: fields)
        let status = reading.required("status", in: fields, of: what)
            .flatMap { reading.choice($0, "status", of: LedgerEntry.Status.self) }
        let words = ["reason", "owner", "link"].map { key in
            reading.required(key, in: fields, of: what).flatMap { reading.words($0, "'\(key)'") }
        }
        let firstSeen = fields["first-seen"].flatMap { date($0, "'first-seen'") }
        let expires = fields["expires"].flatMap { date($0, "'expires'") }
        if let status, status != .legal, fields["expires"] == nil {
            reading.report("an entry that is '\(status.rawValue)' needs 'expires'", at: item.position)
        }
        if status == .waived, let contenders, !contenders.allSatisfy(\.namesRelease),
            let place = fields["contenders"]?.position
        {
            reading.report(
                "a waiver is for a named release; name it with each contender, like crun@1.8.1 or rust@4.1", at: place)
        }
        if let firstSeen, let expires, expires < firstSeen, let place = fields["expires"]?.position {
            reading.report("it expires before it was first seen, \(firstSeen)", at: place)
        }
        guard let pattern, let contenders, let scenarios, let status, let reason = words[0], let owner = words[1],
            let link = words[2]
        else { return nil }
        let entry = LedgerEntry(
            facet: pattern.description, contenders: contenders, scenarios: scenarios, status: status, reason: reason,
            owner: owner, link: link, firstSeen: firstSeen, expires: expires, file: reading.file,
            line: item.position.line)
        refuseOverlap(entry, pattern, at: item.position)
        return entry
    }

    private mutating func pattern(in fields: Fields, of what: String) -> FacetPattern? {
        guard let item = reading.required("facet", in: fields, of: what), let text = reading.text(item, "'facet'")
        else { return nil }
        do throws(FacetSyntaxError) {
            return try FacetPattern(parsing: text)
        } catch {
            let start = item.textPosition
            let place = Position(line: start.line, column: start.column + error.column - 1)
            reading.report("not a \(error.reading): \(error.problem)", at: place)
            return nil
        }
    }

    private mutating func contenders(in fields: Fields, of what: String) -> [ContenderPattern]? {
        guard let item = reading.required("contenders", in: fields, of: what) else { return nil }
        let texts = reading.someTexts(item, "'contenders'")
        var patterns: [ContenderPattern] = []
        for (text, item) in texts {
            do throws(ContenderPatternError) {
                patterns.append(try ContenderPattern(parsing: text))
            } catch {
                let start = item.textPosition
                reading.report(error.problem, at: Position(line: start.line, column: start.column + error.offset))
            }
        }
        return patterns.isEmpty || patterns.count < texts.count ? nil : patterns
    }

    /// The scenarios that are named; none for all, nil where something is wrong.
    private mutating func globs(in fields: Fields) -> [Glob]? {
        guard let item = fields["scenarios"] else { return [] }
        let texts = reading.someTexts(item, "'scenarios'")
        let globs = texts.map { Glob($0.text) }
        for (glob, place) in zip(globs, texts.map(\.item.position)) {
            guard let scenarios, !scenarios.contains(where: { glob.matches(scenario: $0) || glob.means(fileOf: $0) })
            else { continue }
            reading.reportUnknown("scenario", glob.text, among: scenarios, at: place)
        }
        return globs.isEmpty ? nil : globs
    }

    /// What an earlier entry of the same status knows altogether would never be asked.
    private mutating func refuseOverlap(_ entry: LedgerEntry, _ pattern: FacetPattern, at position: Position) {
        if let first = seen.first(where: { $0.entry.covers(entry) && $0.pattern.covers(pattern) }) {
            reading.report(
                "the entry in line \(first.entry.line) knows all of this already; take one of them out", at: position)
        } else {
            seen.append((entry, pattern))
        }
    }

    private mutating func date(_ item: Item, _ what: String) -> String? {
        guard let text = reading.text(item, what) else { return nil }
        guard CalendarDate.isDate(text) else {
            reading.report("\(what) must be a date like 2026-08-20, not '\(text.prefix(80))'", at: item.position)
            return nil
        }
        return text
    }
}

extension LedgerEntry {
    /// Whether it has the status of `other` and is about all its contenders and scenarios.
    fileprivate func covers(_ other: LedgerEntry) -> Bool {
        status == other.status
            && other.contenders.allSatisfy { pattern in contenders.contains { $0.covers(pattern) } }
            && (scenarios.isEmpty
                || !other.scenarios.isEmpty
                    && other.scenarios.allSatisfy { glob in scenarios.contains { $0.covers(glob) } })
    }
}

extension Glob {
    /// Whether it could mean a row of the file with this id: what stands before its bracket matches.
    fileprivate func means(fileOf id: String) -> Bool {
        guard let bracket = text.firstIndex(of: "[") else { return false }
        return Glob(String(text[..<bracket])).matches(id)
    }
}

extension Reading {
    /// One text, or a list of at least one.
    mutating func someTexts(_ item: Item, _ what: String) -> [(text: String, item: Item)] {
        guard case .list(let items) = item.content else { return words(item, what).map { [($0, item)] } ?? [] }
        if items.isEmpty { report("\(what) must name at least one", at: item.position) }
        return items.compactMap { item in words(item, "an entry of \(what)").map { ($0, item) } }
    }
}
