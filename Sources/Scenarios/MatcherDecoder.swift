internal import Documents
import Facets

/// Reads what a facet is held against; scalars are checked by the facet's kind.
struct MatcherDecoder {
    var reading: Reading
    let kind: FacetKind
    /// What the file calls the facet.
    let name: String

    private static let keys = ["matches", "at-least", "at-most", "in-order", "any-order"]

    /// The matcher; nil if it is wrong, and then it has been reported.
    mutating func matcher(_ item: Item) -> Matcher? {
        switch item.content {
        case .scalar(let text, let plain): word(text, plain, item)
        case .list(let items): oneOf(items, item)
        case .map: composed(item)
        }
    }

    /// A matcher that is a word of its own, unless it is in quotes and could be the text itself.
    private mutating func word(_ text: String, _ plain: Bool, _ item: Item) -> Matcher? {
        let isText = kind == .text || kind == .value
        guard plain || !isText else { return scalar(item, kind) }
        return switch text {
        case "any": .any
        case "absent": .absent
        case "ok": ok(item)
        // No demand at all: only comparison speaks.
        case "anything" where kind == .code: .oneOf([.absent, .any])
        default: scalar(item, kind)
        }
    }

    private mutating func ok(_ item: Item) -> Matcher? {
        guard kind == .code else {
            reading.report("'ok' is for 'error'; quote it if '\(name)' is this text", at: item.position)
            return nil
        }
        return .ok
    }

    private mutating func oneOf(_ items: [Item], _ item: Item) -> Matcher? {
        guard !items.isEmpty else {
            reading.report("a list means one of its entries, and this one has none", at: item.position)
            return nil
        }
        let matchers = items.compactMap { matcher($0) }
        return matchers.count == items.count ? .oneOf(matchers) : nil
    }

    private mutating func composed(_ item: Item) -> Matcher? {
        guard let fields = reading.fields(item, of: "what '\(name)' must be", known: Self.keys) else { return nil }
        let used = fields.entries.filter { Self.keys.contains($0.key) }
        guard let first = used.first else {
            if fields.entries.isEmpty {
                reading.report("one of \(Self.keys.joined(separator: ", "))", at: item.position)
            }
            return nil
        }
        let isRange = used.allSatisfy { $0.key.hasPrefix("at-") }
        guard used.count == 1 || isRange else {
            reading.report("'\(first.key)' and '\(used[1].key)' do not go together", at: used[1].position)
            return nil
        }
        switch first.key {
        case "matches": return pattern(first)
        case "in-order": return elements(first).map { .inOrder($0) }
        case "any-order": return elements(first).map { .anyOrder($0) }
        default: return range(fields)
        }
    }

    private mutating func pattern(_ entry: Entry) -> Matcher? {
        reading.pattern(entry.value, "'matches'").map { .matches($0) }
    }

    private mutating func range(_ fields: Fields) -> Matcher? {
        guard kind == .integer || kind == .value else {
            reading.report("'\(name)' is no number; it has no range", at: fields.position)
            return nil
        }
        let least = fields["at-least"].flatMap { bound($0) }
        let most = fields["at-most"].flatMap { bound($0) }
        if let least, let most, least > most {
            reading.report("nothing is at least \(least) and at most \(most)", at: fields.position)
            return nil
        }
        return .range(atLeast: least, atMost: most)
    }

    private mutating func bound(_ item: Item) -> Int64? {
        guard let text = reading.text(item, "a bound") else { return nil }
        // Limits of memory are spelled as containers spell them.
        guard let value = Int64(text) ?? Quantity.bytes(text) else {
            reading.report("a bound must be a whole number, not '\(text.prefix(80))'", at: item.position)
            return nil
        }
        return value
    }

    private mutating func elements(_ entry: Entry) -> [Matcher]? {
        let element: FacetKind
        switch kind {
        case .words(let words): element = .word(words)
        case .list: element = .text
        case .value: element = .value
        default:
            reading.report("'\(name)' is no list; it has no order", at: entry.position)
            return nil
        }
        guard let items = reading.list(entry.value, "'\(entry.key)'") else { return nil }
        var inner = MatcherDecoder(reading: reading, kind: element, name: name)
        let matchers = items.compactMap { inner.matcher($0) }
        reading = inner.reading
        return matchers.count == items.count ? matchers : nil
    }

    private mutating func scalar(_ item: Item, _ kind: FacetKind) -> Matcher? {
        switch kind {
        case .code: reading.choice(item, "error", among: FacetRules.codes).map { .scalar($0) }
        case .word(let words): reading.choice(item, name, among: words).map { .scalar($0) }
        case .flag: reading.choice(item, "'\(name)'", among: ["true", "false"]).map { .scalar($0) }
        case .integer: integer(item)
        case .text, .value: reading.text(item, "'\(name)'").map { .scalar($0) }
        case .list, .words: refuse(item)
        }
    }

    private mutating func refuse(_ item: Item) -> Matcher? {
        reading.report("'\(name)' is a list; say {in-order: […]} or {any-order: […]}", at: item.position)
        return nil
    }

    private mutating func integer(_ item: Item) -> Matcher? {
        guard let text = reading.text(item, "'\(name)'") else { return nil }
        guard let value = Int64(text) ?? Quantity.bytes(text) else {
            reading.report("'\(name)' must be a whole number, not '\(text.prefix(80))'", at: item.position)
            return nil
        }
        return .scalar(String(value))
    }
}

extension Reading {
    /// A regular expression; `what` names it in messages.
    mutating func pattern(_ item: Item, _ what: String) -> String? {
        // Longer than any that somebody could read.
        let limit = 1000
        guard let text = text(item, what) else { return nil }
        guard text.count <= limit else {
            report("the pattern has more than \(limit) characters", at: item.position)
            return nil
        }
        do {
            _ = try TextPattern(text)
        } catch {
            report("\(error)", at: item.position)
            return nil
        }
        return text
    }
}
