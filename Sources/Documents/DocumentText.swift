/// The text of a document after every check that can be made without parsing it.
struct DocumentText {
    /// The text as it stands in the file.
    let text: String
    /// The same with every character that could begin an anchor or an alias made harmless, and where those stand.
    let harmless: String
    let suspects: Set<Position>

    /// Checks size, encoding and characters; finds what could be an anchor or an alias.
    init(_ bytes: [UInt8]) throws(DocumentRefusal) {
        let limit = Document.sizeLimit
        guard bytes.count <= limit else {
            throw DocumentRefusal(
                "the file has \(bytes.count) bytes; at most \(limit) (1 MiB) are read", at: Position(line: 1, column: 1)
            )
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DocumentRefusal("this is not UTF-8; save the file as UTF-8", at: Self.end(ofValid: bytes))
        }
        let scalars = text.unicodeScalars.drop { $0 == "\u{feff}" }
        var scan = Scan()
        for scalar in scalars { try scan.take(scalar) }
        scan.finish()
        self.text = String(String.UnicodeScalarView(scalars))
        harmless = String(scan.harmless)
        suspects = scan.suspects
    }

    /// The place of the first byte that is no UTF-8.
    private static func end(ofValid bytes: [UInt8]) -> Position {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var position = Position(line: 1, column: 1)
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            if scalar == "\n" {
                position = Position(line: position.line + 1, column: 1)
            } else {
                position.column += 1
            }
        }
        return position
    }
}

/// One pass over the characters of a document.
private struct Scan {
    var harmless = String.UnicodeScalarView()
    var suspects: Set<Position> = []

    private var position = Position(line: 1, column: 1)
    private var previous: Unicode.Scalar = "\n"
    /// An indicator that begins an anchor or an alias if what follows it is part of a name.
    private var pending: (scalar: Unicode.Scalar, position: Position)?
    private var brackets = 0
    private var questions = 0

    mutating func take(_ scalar: Unicode.Scalar) throws(DocumentRefusal) {
        try checkCharacter(scalar)
        if let indicator = pending {
            pending = nil
            let isName = !scalar.properties.isWhitespace
            if isName { suspects.insert(indicator.position) }
            harmless.append(isName ? "x" : indicator.scalar)
        }
        if scalar == "&" || scalar == "*", Self.canPrecedeNode(previous) {
            pending = (scalar, position)
        } else {
            harmless.append(scalar)
        }
        try count(scalar)
        previous = scalar
        if scalar == "\n" {
            position = Position(line: position.line + 1, column: 1)
        } else {
            position.column += 1
        }
    }

    mutating func finish() {
        guard let indicator = pending else { return }
        harmless.append(indicator.scalar)
    }

    private func checkCharacter(_ scalar: Unicode.Scalar) throws(DocumentRefusal) {
        if previous == "\r", scalar != "\n" {
            throw DocumentRefusal("a carriage return that ends no line", at: position)
        }
        switch scalar.value {
        case 0:
            throw DocumentRefusal("a NUL character; write \"\\0\" in double quotes", at: position)
        case 9, 10, 13: return
        case 0..<0x20, 0x7f..<0x85, 0x86..<0xa0, 0xfffe, 0xffff:
            let code = String(scalar.value, radix: 16)
            throw DocumentRefusal(
                "a control character, U+\(code); write it as an escape in double quotes", at: position)
        // libyaml takes these for line ends, which would move every place after them.
        case 0x85, 0x2028, 0x2029:
            let code = String(scalar.value, radix: 16)
            throw DocumentRefusal(
                "an unusual line end, U+\(code); write it as an escape in double quotes", at: position)
        case 0xfeff:
            throw DocumentRefusal("a byte order mark inside the file", at: position)
        default: return
        }
    }

    /// Bounds what the parser would have to hash again at each level: keys that are themselves lists or maps.
    private mutating func count(_ scalar: Unicode.Scalar) throws(DocumentRefusal) {
        let limit = 4 * Document.depthLimit
        switch scalar {
        case "[", "{": brackets += 1
        case "]", "}": brackets = max(0, brackets - 1)
        case " " where previous == "?", "\n" where previous == "?": questions += 1
        default: return
        }
        guard brackets <= limit, questions <= limit else {
            throw DocumentRefusal("nested too deeply; at most \(Document.depthLimit) levels are read", at: position)
        }
    }

    private static func canPrecedeNode(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "[", "]", "{", "}", ",", ":", "-", "?", "\"", "'", "\u{feff}": true
        default: scalar.properties.isWhitespace
        }
    }
}
