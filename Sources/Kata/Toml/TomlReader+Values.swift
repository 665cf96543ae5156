extension TomlReader {
    mutating func readValue(depth: Int) throws(TomlRefusal) -> TomlValue {
        guard depth <= TomlDocument.depthLimit else {
            throw refusal("nested too deeply; at most \(TomlDocument.depthLimit) levels are read")
        }
        switch peek {
        case UInt8(ascii: "\""):
            return .text(starts(with: "\"\"\"") ? try readLong(quote: UInt8(ascii: "\"")) : try readBasic())
        case UInt8(ascii: "'"):
            return .text(starts(with: "'''") ? try readLong(quote: UInt8(ascii: "'")) : try readLiteral())
        case UInt8(ascii: "["): return try readArray(depth: depth)
        case UInt8(ascii: "{"): return try readTable(depth: depth)
        case UInt8(ascii: "@") where templates: return try readPlaceholder()
        default: return try readWord()
        }
    }

    private mutating func readArray(depth: Int) throws(TomlRefusal) -> TomlValue {
        at += 1
        let first = line
        var values: [TomlValue] = []
        while true {
            try skipBlank()
            if peek == UInt8(ascii: "]") { break }
            values.append(try readValue(depth: depth + 1))
            try skipBlank()
            if peek == UInt8(ascii: ",") {
                at += 1
            } else if peek != UInt8(ascii: "]") {
                // Mostly it is the end that is missing, and the reader is lines further by then.
                let place = line == first ? "" : "; the list begins in line \(first)"
                throw refusal("in a list, ',' or ']' follows a value\(place)")
            }
        }
        at += 1
        return .array(values)
    }

    private mutating func readTable(depth: Int) throws(TomlRefusal) -> TomlValue {
        at += 1
        var members: [TomlValue.Member] = []
        skipSpaces()
        while peek != UInt8(ascii: "}") {
            let path = try readKey()
            guard peek == UInt8(ascii: "=") else { throw refusal("after a key comes '='") }
            at += 1
            skipSpaces()
            var value = try readValue(depth: depth + 1)
            for name in path.dropFirst().reversed() { value = .table([.init(name, value)]) }
            guard !members.contains(where: { $0.key == path[0] }) else {
                throw refusal("'\(path[0])' stands in this table already")
            }
            members.append(.init(path[0], value))
            skipSpaces()
            if peek == UInt8(ascii: ",") {
                at += 1
                skipSpaces()
                if peek == UInt8(ascii: "}") { throw refusal("no ',' before '}'") }
            } else if peek != UInt8(ascii: "}") {
                throw refusal("in an inline table, ',' or '}' follows a value")
            }
        }
        at += 1
        return .table(members)
    }

    private mutating func readPlaceholder() throws(TomlRefusal) -> TomlValue {
        at += 1
        let start = at
        while let byte = peek, Self.isBare(byte) { at += 1 }
        guard at > start, peek == UInt8(ascii: "@") else { throw refusal("a placeholder is @NAME@") }
        defer { at += 1 }
        return .placeholder(String(decoding: bytes[start..<at], as: UTF8.self))
    }

    /// A truth value, a number or a date.
    private mutating func readWord() throws(TomlRefusal) -> TomlValue {
        let start = (at, column)
        while let byte = peek, Self.isBare(byte) || "+.:".utf8.contains(byte) { at += 1 }
        // The one space of a date: `1979-05-27 07:32:00`.
        if at - start.0 == 10, bytes[start.0 + 4] == UInt8(ascii: "-"), at + 3 < bytes.count, peek == 0x20,
            bytes[at + 3] == UInt8(ascii: ":")
        {
            at += 1
            while let byte = peek, Self.isBare(byte) || "+.:".utf8.contains(byte) { at += 1 }
        }
        let word = String(decoding: bytes[start.0..<at], as: UTF8.self)
        switch word {
        case "true": return .flag(true)
        case "false": return .flag(false)
        case "": throw refusal("a value is missing")
        default: break
        }
        if let number = Self.number(word) { return number }
        if Self.isDate(word) { return .date(word) }
        let hint = bytes[start.0] == UInt8(ascii: "@") ? "; this is a template that a build has to fill in" : ""
        throw TomlRefusal(
            "not TOML: '\(word.prefix(40))' is no value; a text stands in quotes\(hint)", line: line, column: start.1)
    }

    private static func number(_ word: String) -> TomlValue? {
        let isSigned = word.hasPrefix("+") || word.hasPrefix("-")
        let digits = String(isSigned ? word.dropFirst() : word[...])
        switch digits {
        case "inf": return .float(word.hasPrefix("-") ? -.infinity : .infinity)
        case "nan": return .float(.nan)
        default: break
        }
        // An underscore stands between digits.
        let bytes = Array(digits.utf8)
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "_") {
            guard index > 0, index + 1 < bytes.count, isHex(bytes[index - 1]), isHex(bytes[index + 1]) else {
                return nil
            }
        }
        let plain = digits.filter { $0 != "_" }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.hasPrefix(prefix) {
            guard !isSigned, plain.dropFirst(2).utf8.allSatisfy(isHex) else { return nil }
            return Int64(plain.dropFirst(2), radix: radix).map(TomlValue.integer)
        }
        let hasLeadingZero =
            plain.utf8.count > 1 && plain.hasPrefix("0") && plain.utf8.dropFirst().first.map(isDigit) == true
        guard let first = plain.utf8.first, isDigit(first), !hasLeadingZero else { return nil }
        let sign = word.hasPrefix("-") ? "-" : ""
        if plain.utf8.allSatisfy(isDigit) { return Int64(sign + plain).map(TomlValue.integer) }
        guard plain.utf8.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) }), !plain.hasSuffix("."),
            !plain.contains(".e"), !plain.contains(".E")
        else { return nil }
        return Double(sign + plain).map(TomlValue.float)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isHex(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte)
    }

    private static func isDate(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        let hasDate = bytes.count >= 10 && bytes[4] == UInt8(ascii: "-") && bytes[7] == UInt8(ascii: "-")
        let hasTime = bytes.count >= 8 && bytes[2] == UInt8(ascii: ":") && bytes[5] == UInt8(ascii: ":")
        return (hasDate || hasTime) && bytes.allSatisfy { isDigit($0) || "-:.+ TZtz".utf8.contains($0) }
    }
}
