/// Reads items as the values that a model wants, and collects everything that is wrong on the way.
///
/// Every reader returns nil where it has reported; nothing stops at the first problem. `what` names the thing that is
/// read in messages: `signal`, `a step`.
package struct Reading: Sendable {
    package let file: String
    package private(set) var diagnostics: [Diagnostic] = []

    package init(file: String) {
        self.file = file
    }

    /// Notes that something is wrong.
    package mutating func report(_ message: String, at position: Position, suggestion: String? = nil) {
        diagnostics.append(
            Diagnostic(
                file: file, line: position.line, column: position.column, message: message, suggestion: suggestion))
    }

    /// Reports a name that is not one of `names`, with the nearest that is.
    package mutating func reportUnknown(_ what: String, _ name: String, among names: [String], at position: Position) {
        let near = nearest(to: name, among: names)
        var message = "unknown \(what) '\(name.prefix(80))'"
        if near == nil {
            let list = names.prefix(24).joined(separator: ", ")
            message += names.isEmpty ? "; there is none" : "; known: \(list)\(names.count > 24 ? ", …" : "")"
        }
        report(message, at: position, suggestion: near)
    }

    /// Adds what another reading has found.
    package mutating func adopt(_ more: some Sequence<Diagnostic>) {
        diagnostics.append(contentsOf: more)
    }
}

extension Reading {
    /// The map `item`, all of whose keys must be known.
    package mutating func fields(_ item: Item, of what: String, known: [String]) -> Fields? {
        guard let entries = map(item, what) else { return nil }
        for entry in entries where !known.contains(entry.key) {
            reportUnknown("key in \(what)", entry.key, among: known, at: entry.position)
        }
        return Fields(entries: entries, position: item.position)
    }

    /// The entries of the map `item`, whatever their keys are.
    package mutating func map(_ item: Item, _ what: String) -> [Entry]? {
        guard case .map(let entries) = item.content else {
            report("\(what) must be a map, not \(item.kind)", at: item.position)
            return nil
        }
        return entries
    }

    /// The elements of the list `item`.
    package mutating func list(_ item: Item, _ what: String) -> [Item]? {
        guard case .list(let items) = item.content else {
            report("\(what) must be a list, not \(item.kind)", at: item.position)
            return nil
        }
        return items
    }

    /// The value of a key that must be there.
    package mutating func required(_ key: String, in fields: Fields, of what: String) -> Item? {
        guard let item = fields[key] else {
            report("\(what) needs '\(key)'", at: fields.position)
            return nil
        }
        return item
    }
}

extension Reading {
    /// A text; a scalar without quotes and characters is none.
    package mutating func text(_ item: Item, _ what: String) -> String? {
        guard case .scalar(let text, let plain) = item.content, !(plain && text.isEmpty) else {
            report("\(what) must be a text, not \(item.kind)", at: item.position)
            return nil
        }
        return text
    }

    /// A text with at least one character that is not a space.
    package mutating func words(_ item: Item, _ what: String) -> String? {
        guard let text = text(item, what) else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            report("\(what) must not be empty", at: item.position)
            return nil
        }
        return text
    }

    /// A list of texts that are not empty; those that are wrong are left out.
    package mutating func texts(_ item: Item, _ what: String) -> [String]? {
        guard let items = list(item, what) else { return nil }
        var texts: [String] = []
        for item in items {
            if let text = words(item, "an entry of \(what)") { texts.append(text) }
        }
        return texts
    }

    /// A map of texts by names that only its reader knows; values may be empty, those that are wrong are left out.
    package mutating func table(_ item: Item, _ what: String, of value: String) -> [String: String] {
        var table: [String: String] = [:]
        for entry in map(item, what) ?? [] {
            guard !entry.key.isEmpty else {
                report("a key of \(what) must not be empty", at: entry.position)
                continue
            }
            guard case .scalar(let text, _) = entry.value.content else {
                report("\(value) must be a text, not \(entry.value.kind)", at: entry.value.position)
                continue
            }
            table[entry.key] = text
        }
        return table
    }

    /// A whole number within `range`.
    package mutating func integer(_ item: Item, _ what: String, in range: ClosedRange<Int64>) -> Int64? {
        guard let text = text(item, what) else { return nil }
        guard let value = Int64(text), range.contains(value) else {
            let bounds =
                range.upperBound == .max
                ? "from \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            report("\(what) must be a whole number \(bounds), not '\(text.prefix(80))'", at: item.position)
            return nil
        }
        return value
    }

    /// `true` or `false`.
    package mutating func flag(_ item: Item, _ what: String) -> Bool? {
        choice(item, what, among: ["true", "false"]).map { $0 == "true" }
    }

    /// One of some words.
    package mutating func choice(_ item: Item, _ what: String, among words: [String]) -> String? {
        guard let text = text(item, what) else { return nil }
        guard words.contains(text) else {
            reportUnknown(what, text, among: words, at: item.position)
            return nil
        }
        return text
    }

    /// One of an enumeration's words.
    package mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ item: Item, _ what: String, of type: Value.Type
    ) -> Value? where Value.RawValue == String {
        choice(item, what, among: Value.allCases.map(\.rawValue)).flatMap { Value(rawValue: $0) }
    }

    /// A name: small letters, digits and `-`, a letter or digit first.
    package mutating func name(_ item: Item, _ what: String) -> String? {
        guard let text = text(item, what) else { return nil }
        return name(text, what, at: item.position)
    }

    /// A name that stands as a key.
    package mutating func name(_ text: String, _ what: String, at position: Position) -> String? {
        guard Self.isName(text) else {
            report(
                "\(what) '\(text.prefix(80))' must be made of small letters, digits and '-', at most 64", at: position)
            return nil
        }
        return text
    }

    /// Whether a text can name something of a file.
    package static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "-"), text.utf8.count <= 64 else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
    }
}
