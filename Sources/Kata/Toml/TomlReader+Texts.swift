extension TomlReader {
    /// `"…"` on one line.
    mutating func readBasic() throws(TomlRefusal) -> String {
        at += 1
        var text: [UInt8] = []
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try readEscape(into: &text)
            default:
                guard Self.isAllowed(byte) else {
                    throw refusal("a text ends on its line, and holds no control character")
                }
                text.append(byte)
                at += 1
            }
        }
        throw refusal("a text without its end")
    }

    /// `'…'` on one line.
    mutating func readLiteral() throws(TomlRefusal) -> String {
        at += 1
        let start = at
        while let byte = peek {
            if byte == UInt8(ascii: "'") {
                at += 1
                return String(decoding: bytes[start..<(at - 1)], as: UTF8.self)
            }
            guard Self.isAllowed(byte) else { throw refusal("a text ends on its line, and holds no control character") }
            at += 1
        }
        throw refusal("a text without its end")
    }

    /// A text in three quotes, over lines.
    mutating func readLong(quote: UInt8) throws(TomlRefusal) -> String {
        let start = (line, column)
        at += 3
        if peek == UInt8(ascii: "\r") { at += 1 }
        if peek == UInt8(ascii: "\n") { takeNewline() }
        var text: [UInt8] = []
        while let byte = peek {
            switch byte {
            case quote where quotes(quote) >= 3:
                // Up to two quotes may stand before the three that end it.
                let count = min(quotes(quote), 5)
                text += [UInt8](repeating: quote, count: count - 3)
                at += count
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""):
                if !takeLineJoint() { try readEscape(into: &text) }
            case UInt8(ascii: "\n"):
                text.append(byte)
                takeNewline()
            case UInt8(ascii: "\r") where at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "\n"): at += 1
            default:
                guard Self.isAllowed(byte) else { throw refusal("a control character in a text") }
                text.append(byte)
                at += 1
            }
        }
        throw TomlRefusal("not TOML: a text without its end", line: start.0, column: start.1)
    }

    private func quotes(_ quote: UInt8) -> Int { bytes[at...].prefix { $0 == quote }.count }

    /// A backslash at a line's end, with all the space that follows.
    private mutating func takeLineJoint() -> Bool {
        var next = at + 1
        while next < bytes.count, [0x20, 9, 13].contains(bytes[next]) { next += 1 }
        guard next < bytes.count, bytes[next] == UInt8(ascii: "\n") else { return false }
        at = next
        while let byte = peek, [0x20, 9, 10, 13].contains(byte) {
            if byte == 10 { takeNewline() } else { at += 1 }
        }
        return true
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(TomlRefusal) {
        guard at + 1 < bytes.count else { throw refusal("a text without its end") }
        let byte = bytes[at + 1]
        let simple: [UInt8: UInt8] = [
            UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "f"): 12,
            UInt8(ascii: "r"): 13, UInt8(ascii: "\""): 34, UInt8(ascii: "\\"): 92,
        ]
        if let plain = simple[byte] {
            text.append(plain)
            at += 2
            return
        }
        let length = byte == UInt8(ascii: "u") ? 4 : byte == UInt8(ascii: "U") ? 8 : 0
        let digits = bytes[(at + 2)...].prefix(length)
        guard length > 0, digits.count == length,
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), let scalar = Unicode.Scalar(code)
        else { throw refusal("an unknown escape in a text; a backslash is written '\\\\', or use single quotes") }
        text += Array(String(Character(scalar)).utf8)
        at += 2 + length
    }

    private static func isAllowed(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7f || byte == 9 }
}
