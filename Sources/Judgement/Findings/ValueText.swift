import Facets

/// A facet's state as a reader sees it in a finding: one line, control characters escaped, bounded.
func valueText(_ state: FacetState, limit: Int = 400) -> String {
    let text =
        switch state {
        case .seen(let value): valueText(value)
        case .absent: "absent"
        case .hidden(let why): "hidden: \(escaped(why))"
        case .unreached(let step): "not reached: \(escaped(step))"
        }
    return bounded(text, limit)
}

private func valueText(_ value: FacetValue) -> String {
    switch value {
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .text(let text): isPlain(text) ? text : "\"\(escaped(text))\""
    case .bytes(let sum):
        "\(sum.length) bytes \"\(escaped(String(decoding: sum.head, as: UTF8.self)))\" (sha256 \(escaped(sum.digest)))"
    case .list(let all): "[\(all.map(valueText).joined(separator: ", "))]"
    case .bag(let all): "{\(all.map(valueText).sorted().joined(separator: ", "))}"
    case .record(let fields):
        "(\(fields.sorted { $0.key < $1.key }.map { "\(escaped($0.key)): \(valueText($0.value))" }.joined(separator: ", ")))"
    }
}

/// Whether a text needs no quotes to be told from every other kind of value.
private func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, !["absent", "true", "false"].contains(text) else { return false }
    let letters = { (s: Unicode.Scalar) in ("a"..."z").contains(s) || ("A"..."Z").contains(s) || s == "/" }
    return letters(first)
        && text.unicodeScalars.allSatisfy {
            letters($0) || ("0"..."9").contains($0) || "_-.:#@".unicodeScalars.contains($0)
        }
}

/// The text with what is not a visible character spelled out.
func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        default:
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
    return result
}

/// The text, cut after so many characters with a note of how many are left out.
func bounded(_ text: String, _ limit: Int) -> String {
    let scalars = text.unicodeScalars
    guard limit < .max, let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
        end < scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "… (\(scalars.distance(from: end, to: scalars.endIndex)) more)"
}
