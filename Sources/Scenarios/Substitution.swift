internal import Documents

/// Puts the values of a row in place of `${name}` in every scalar; `$${` stands for `${` itself.
struct Substitution {
    let values: [String: String]
    private let names: [String]
    /// How much text may come of one file, bytes; a few references to long values could otherwise mean any amount.
    private var budget = 4 * Document.sizeLimit

    init(_ row: Variation.Row) {
        values = Dictionary(row.values.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        names = row.values.map(\.name)
    }

    /// The item with all values put in; reports names that nothing gives.
    mutating func apply(to item: Item, _ reading: inout Reading) -> Item {
        switch item.content {
        case .scalar(let text, let plain):
            guard text.contains("${") else { return item }
            let filled = fill(text, at: item.position, &reading)
            return Item(.scalar(filled, plain: plain), at: item.position)
        case .list(let items):
            return Item(.list(items.map { apply(to: $0, &reading) }), at: item.position)
        case .map(let entries):
            let filled = entries.map { Entry($0.key, at: $0.position, apply(to: $0.value, &reading)) }
            return Item(.map(filled), at: item.position)
        }
    }

    private mutating func fill(_ text: String, at position: Position, _ reading: inout Reading) -> String {
        var result = ""
        var rest = text[...]
        while let start = Self.reference(in: rest) {
            result += rest[..<start]
            if result.hasSuffix("$") {
                result.removeLast()
                result += "${"
                rest = rest[rest.index(start, offsetBy: 2)...]
                continue
            }
            let body = rest[rest.index(start, offsetBy: 2)...]
            guard let end = body.firstIndex(of: "}") else {
                reading.report("'${' is never closed by '}'; write '$${' for the text itself", at: position)
                return text
            }
            let name = String(body[..<end])
            guard let value = values[name] else {
                reading.reportUnknown("name in 'vary'", name, among: names, at: position)
                return text
            }
            result += value
            rest = body[body.index(after: end)...]
            guard result.utf8.count <= budget else {
                reading.report("the values put in here make the file too long", at: position)
                return text
            }
        }
        result += rest
        budget = max(0, budget - result.utf8.count)
        return result
    }

    private static func reference(in text: Substring) -> Substring.Index? {
        var rest = text
        while let dollar = rest.firstIndex(of: "$") {
            let next = text.index(after: dollar)
            if next < text.endIndex, text[next] == "{" { return dollar }
            rest = text[next...]
        }
        return nil
    }
}
