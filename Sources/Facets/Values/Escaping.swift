/// Makes what came from a shim, a guest or a file fit to be shown.
package enum Escaping {
    /// The text with everything escaped that could hide, reorder or fake what is shown, at most `limit` characters long.
    ///
    /// Escaped are control characters, the bidirectional and invisible ones, and `"` and `\`. What is cut off ends in `…`.
    package static func text(_ text: String, limit: Int = 240) -> String {
        var shown = ""
        var count = 0
        for scalar in text.unicodeScalars {
            let piece = escaped(scalar)
            guard count + piece.count <= limit else { return shown + "…" }
            shown += piece
            count += piece.count
        }
        return shown
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default:
            if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7f ? number(scalar) : String(scalar) }
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
                .nonspacingMark, .enclosingMark, .spacingMark:
                return number(scalar)
            case .spaceSeparator: return number(scalar)
            default: return String(scalar)
            }
        }
    }

    private static func number(_ scalar: Unicode.Scalar) -> String {
        "\\u{\(String(scalar.value, radix: 16))}"
    }
}
