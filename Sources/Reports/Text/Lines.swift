/// Lines of a report for a terminal, broken to its width.
struct Lines {
    let style: TextStyle
    private(set) var lines: [String] = []

    init(_ style: TextStyle) {
        self.style = style
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    mutating func blank() {
        if lines.last != "" { lines.append("") }
    }

    /// A line of our own words and of columns, cut where it is too long.
    mutating func short(_ text: String, _ colour: TextStyle.Colour? = nil) {
        let text = cut(text, style.width)
        lines.append(colour.map { style.coloured(text, $0) } ?? text)
    }

    /// A text with what stands before its first line; further lines are indented as far.
    mutating func add(_ text: String, after head: String = "", _ colour: TextStyle.Colour? = nil) {
        let indent = String(repeating: " ", count: columns(head))
        for (place, line) in broken(shown(text), style.width - indent.count).enumerated() {
            lines.append((place == 0 ? head : indent) + (colour.map { style.coloured(line, $0) } ?? line))
        }
    }
}

/// How many columns a text takes on a terminal.
func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
}

/// Whether a character takes two columns: East Asian wide ones and pictures (Unicode, annex 11).
private func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
        0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1faff, 0x20000...0x3fffd:
        true
    default: false
    }
}

/// A text broken into lines of at most so many columns: between words, and within one that is longer than a line.
func broken(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
        let needed = columns(String(word))
        if used > 0, used + 1 + needed <= width {
            line += " " + word
            used += 1 + needed
            continue
        }
        if used > 0 { lines.append(line) }
        (line, used) = ("", 0)
        for scalar in word.unicodeScalars {
            let wide = isWide(scalar) ? 2 : 1
            if used + wide > width {
                lines.append(line)
                (line, used) = ("", 0)
            }
            line.unicodeScalars.append(scalar)
            used += wide
        }
    }
    return lines + [line]
}

/// The text with spaces up to a width; cut where it is longer.
func padded(_ text: String, _ width: Int) -> String {
    let text = cut(text, width)
    return text + String(repeating: " ", count: max(0, width - columns(text)))
}

/// The text, ending in `…` where it is longer than a width.
func cut(_ text: String, _ width: Int) -> String {
    guard columns(text) > width else { return text }
    var result = ""
    var used = 1
    for scalar in text.unicodeScalars {
        used += isWide(scalar) ? 2 : 1
        guard used <= width else { break }
        result.unicodeScalars.append(scalar)
    }
    return result + "…"
}
