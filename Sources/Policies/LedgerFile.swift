package import Documents
internal import Facets

/// What a ledger file holds, or everything that is wrong with it.
package struct LedgerFile: Sendable, Hashable {
    /// In the order of the file; empty if there is a diagnostic.
    package var entries: [LedgerEntry]
    package var diagnostics: [Diagnostic]

    static let keys = [
        "facet", "contenders", "status", "reason", "owner", "link", "first-seen", "expires",
    ]

    /// Reads one file: a list of known differences.
    package static func load(_ bytes: [UInt8], file: String) -> LedgerFile {
        let (document, problems) = Document.read(bytes, file: file)
        guard let document else { return LedgerFile(entries: [], diagnostics: problems) }
        var decoder = LedgerDecoder(reading: Reading(file: file))
        let entries = decoder.entries(of: document.root)
        let found = decoder.reading.diagnostics.sorted()
        return LedgerFile(entries: found.isEmpty ? entries : [], diagnostics: found)
    }
}

/// Reads the entries of a ledger.
private struct LedgerDecoder {
    var reading: Reading
    /// Where each pattern stands, with the contenders it is about.
    private var seen: [[String]: Position] = [:]

    init(reading: Reading) {
        self.reading = reading
    }

    mutating func entries(of root: Item) -> [LedgerEntry] {
        (reading.list(root, "a ledger") ?? []).compactMap { entry(of: $0) }
    }

    private mutating func entry(of item: Item) -> LedgerEntry? {
        let what = "an entry of a ledger"
        guard let fields = reading.fields(item, of: what, known: LedgerFile.keys) else { return nil }
        let facet = pattern(in: fields, of: what)
        let contenders = reading.required("contenders", in: fields, of: what)
            .flatMap { reading.words($0, "'contenders'") }
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
        if let firstSeen, let expires, expires < firstSeen, let place = fields["expires"]?.position {
            reading.report("it expires before it was first seen, \(firstSeen)", at: place)
        }
        guard let facet, let contenders, let status, let reason = words[0], let owner = words[1], let link = words[2]
        else { return nil }
        refuseDouble([facet, contenders], at: item.position)
        return LedgerEntry(
            facet: facet, contenders: contenders, status: status, reason: reason, owner: owner, link: link,
            firstSeen: firstSeen, expires: expires, file: reading.file)
    }

    private mutating func pattern(in fields: Fields, of what: String) -> String? {
        guard let item = reading.required("facet", in: fields, of: what), let text = reading.text(item, "'facet'")
        else { return nil }
        do throws(FacetSyntaxError) {
            return try FacetPattern(parsing: text).description
        } catch {
            let start = item.textPosition
            let place = Position(line: start.line, column: start.column + error.column - 1)
            reading.report("not a \(error.reading): \(error.problem)", at: place)
            return nil
        }
    }

    private mutating func refuseDouble(_ key: [String], at position: Position) {
        if let first = seen[key] {
            reading.report("the same facet and contenders stand in line \(first.line) already", at: position)
        } else {
            seen[key] = position
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
