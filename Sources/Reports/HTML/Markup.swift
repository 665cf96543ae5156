/// A piece of a page; text becomes part of it only through `escaping`.
struct Markup: Sendable, ExpressibleByStringInterpolation {
    private(set) var source: String

    private init(source: String) {
        self.source = source
    }

    /// Markup of our own, written in this module.
    init(stringLiteral value: String) {
        source = value
    }

    init(stringInterpolation: Interpolation) {
        source = stringInterpolation.source
    }

    /// A text, with everything in it shown and nothing of it understood as markup.
    init(escaping text: String, limit: Int = 2000) {
        source = ""
        for scalar in shown(text, limit: limit).unicodeScalars {
            switch scalar {
            case "&": source += "&amp;"
            case "<": source += "&lt;"
            case ">": source += "&gt;"
            case "\"": source += "&quot;"
            case "'": source += "&#39;"
            default: source.unicodeScalars.append(scalar)
            }
        }
    }

    static let none = Markup(source: "")

    /// The page's style sheet: our own words, with none of the characters that end it.
    static let styleSheet = Markup(source: Style.sheet)

    static func + (a: Markup, b: Markup) -> Markup { Markup(source: a.source + b.source) }

    /// What is written between the words of a literal: texts are escaped, markup is not.
    struct Interpolation: StringInterpolationProtocol {
        var source = ""

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) { source += literal }
        mutating func appendInterpolation(_ text: String) { source += Markup(escaping: text).source }
        mutating func appendInterpolation(_ number: Int) { source += String(number) }
        mutating func appendInterpolation(_ markup: Markup) { source += markup.source }
        mutating func appendInterpolation(_ all: [Markup]) { for one in all { source += one.source } }
    }
}

/// The contents in an element without attributes.
func element(_ name: StaticString, _ contents: Markup) -> Markup {
    "<\(raw(name))>\(contents)</\(raw(name))>"
}

/// A row of a table; the cells are escaped already.
func row(_ cells: [Markup], heads: Bool = false) -> Markup {
    heads
        ? "<tr>\(cells.map { element("th", $0) })</tr>\n"
        : "<tr>\(cells.map { element("td", $0) })</tr>\n"
}

/// A table that scrolls by itself where the page is narrow.
func table(_ heads: [StaticString], _ rows: [[Markup]]) -> Markup {
    """
    <div class="wide"><table><thead>\(row(heads.map(raw), heads: true))</thead><tbody>
    \(rows.map { row($0) })</tbody></table></div>

    """
}

/// Words of our own that are known when this is compiled.
func raw(_ text: StaticString) -> Markup { Markup(stringLiteral: text.description) }
