/// Reads TOML 1.0 line by line and keeps where everything stands.
struct TomlReader {
    let bytes: [UInt8]
    let templates: Bool
    var at = 0
    var line = 1
    /// Where the current line begins.
    var lineStart = 0
    private(set) var headers: [TomlDocument.Header] = []
    private(set) var entries: [TomlDocument.Entry] = []
    private var table: [String] = []
    private var names = TomlNames()

    init(_ bytes: [UInt8], templates: Bool) {
        self.bytes = bytes
        self.templates = templates
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { at = 3 }
    }

    mutating func readAll() throws(TomlRefusal) {
        while at < bytes.count {
            skipSpaces()
            guard let byte = peek else { break }
            switch byte {
            case UInt8(ascii: "#"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
            case UInt8(ascii: "["): try readHeader()
            default: try readEntry()
            }
            try endLine()
        }
    }

    private mutating func readHeader() throws(TomlRefusal) {
        let place = (line, column)
        at += 1
        let isElement = peek == UInt8(ascii: "[")
        if isElement { at += 1 }
        let path = try readKey()
        for _ in 0..<(isElement ? 2 : 1) {
            guard peek == UInt8(ascii: "]") else { throw refusal("a header ends with ']'") }
            at += 1
        }
        if let former = names.open(path, isElement: isElement, line: place.0) {
            throw TomlRefusal(
                "[\(path.joined(separator: "."))] stands on line \(former) already", line: place.0, column: place.1)
        }
        table = path
        headers.append(.init(path: path, line: place.0, isElement: isElement))
    }

    private mutating func readEntry() throws(TomlRefusal) {
        let place = (line, column)
        let path = try readKey()
        skipSpaces()
        guard peek == UInt8(ascii: "=") else { throw refusal("after a key comes '='") }
        at += 1
        skipSpaces()
        let value = try readValue(depth: 0)
        if let former = names.define(path, in: table, line: place.0) {
            throw TomlRefusal(
                "'\(path.joined(separator: "."))' stands on line \(former) already", line: place.0, column: place.1)
        }
        add(path, value, place.0, isPlain: path.count == 1 && !table.isEmpty)
    }

    /// Adds an entry, or those of an inline table one by one.
    private mutating func add(_ path: [String], _ value: TomlValue, _ first: Int, isPlain: Bool) {
        if case .table(let members) = value, !members.isEmpty {
            for member in members { add(path + [member.key], member.value, first, isPlain: false) }
            return
        }
        guard let key = path.last else { return }
        entries.append(
            .init(
                table: table + path.dropLast(), key: key, value: value, line: first, lastLine: line, isPlain: isPlain))
    }

    /// A key with dots.
    mutating func readKey() throws(TomlRefusal) -> [String] {
        var path: [String] = []
        while true {
            skipSpaces()
            path.append(try readName())
            skipSpaces()
            guard path.count <= TomlDocument.depthLimit else { throw refusal("a key with too many dots") }
            guard peek == UInt8(ascii: ".") else { return path }
            at += 1
        }
    }

    private mutating func readName() throws(TomlRefusal) -> String {
        switch peek {
        case UInt8(ascii: "\""): return try readBasic()
        case UInt8(ascii: "'"): return try readLiteral()
        case .some(let byte) where Self.isBare(byte) || (templates && byte == UInt8(ascii: "@")):
            let start = at
            while let byte = peek, Self.isBare(byte) || (templates && byte == UInt8(ascii: "@")) { at += 1 }
            return String(decoding: bytes[start..<at], as: UTF8.self)
        default: throw refusal("a key is made of letters, digits, '_' and '-', or stands in quotes")
        }
    }

    static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension TomlReader {
    var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    /// From 1, in Unicode scalars.
    var column: Int { bytes[lineStart..<min(at, bytes.count)].count { $0 & 0xc0 != 0x80 } + 1 }

    func refusal(_ message: String) -> TomlRefusal { TomlRefusal("not TOML: \(message)", line: line, column: column) }

    func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[at...].starts(with: $0) }
    }

    mutating func skipSpaces() {
        while peek == UInt8(ascii: " ") || peek == UInt8(ascii: "\t") { at += 1 }
    }

    /// Takes a line's end.
    mutating func takeNewline() {
        at += 1
        line += 1
        lineStart = at
    }

    /// A comment and the end of the line; nothing else may stand there.
    mutating func endLine() throws(TomlRefusal) {
        skipSpaces()
        try skipComment()
        if peek == UInt8(ascii: "\r") { at += 1 }
        guard let byte = peek else { return }
        guard byte == UInt8(ascii: "\n") else { throw refusal("nothing may follow on this line but a comment") }
        takeNewline()
    }

    mutating func skipComment() throws(TomlRefusal) {
        guard peek == UInt8(ascii: "#") else { return }
        while let byte = peek, byte != UInt8(ascii: "\n") {
            let isEnd = byte == UInt8(ascii: "\r") && at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "\n")
            if isEnd { return }
            guard byte >= 0x20 || byte == 9, byte != 0x7f else {
                throw refusal("a control character in a comment")
            }
            at += 1
        }
    }

    /// Spaces, comments and line ends, as they may stand in a list.
    mutating func skipBlank() throws(TomlRefusal) {
        while let byte = peek {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at += 1
            case UInt8(ascii: "\n"): takeNewline()
            case UInt8(ascii: "#"): try skipComment()
            default: return
            }
        }
    }
}
