package import Documents

/// A TOML file with the lines that everything stands on, so that it can be told and rewritten by line.
///
/// Read here, and not by a library: those that there are for Swift keep neither places nor comments.
package struct TomlDocument: Sendable, Hashable {
    /// The longest file that is read, bytes; Kata's own have up to 40 kB.
    package static let sizeLimit = 1 << 20
    /// How deep lists and inline tables may lie in one another.
    static let depthLimit = 32

    package var file: String
    /// Without the newlines; a carriage return before one stays, a byte order mark does not.
    package var lines: [String]
    package var endsWithNewline: Bool
    package var headers: [Header]
    package var entries: [Entry]

    /// `[a.b]` or `[[a.b]]`.
    package struct Header: Sendable, Hashable {
        package var path: [String]
        /// From 1.
        package var line: Int
        /// Whether it begins an element of a list of tables.
        package var isElement: Bool
    }

    /// A key with its value.
    package struct Entry: Sendable, Hashable {
        /// The table that it stands in.
        package var table: [String]
        package var key: String
        package var value: TomlValue
        /// Its first and its last line, from 1.
        package var line: Int
        package var lastLine: Int
        /// Whether it is a line `key = value` of a table with a header, which can be rewritten alone.
        package var isPlain: Bool

        /// `table.key` as it is told.
        package var name: String { (table + [key]).joined(separator: ".") }
    }

    /// Reads a file's bytes; nil if nothing can be made of them, and then there is a diagnostic.
    ///
    /// - Parameter templates: Whether `@NAME@` may stand for a value or for part of a header.
    package static func read(
        _ bytes: [UInt8], file: String, templates: Bool = false
    ) -> (document: TomlDocument?, diagnostics: [Diagnostic]) {
        do throws(TomlRefusal) {
            guard bytes.count <= sizeLimit else {
                throw TomlRefusal(
                    "the file has \(bytes.count) bytes; at most \(sizeLimit) (1 MiB) are read", line: 1, column: 1)
            }
            guard String(validating: bytes, as: UTF8.self) != nil else {
                throw TomlRefusal("this is not UTF-8; save the file as UTF-8", line: 1, column: 1)
            }
            var reader = TomlReader(bytes, templates: templates)
            try reader.readAll()
            let document = TomlDocument(
                file: file, lines: lines(of: bytes), endsWithNewline: bytes.last == UInt8(ascii: "\n"),
                headers: reader.headers, entries: reader.entries)
            return (document, [])
        } catch {
            let diagnostic = Diagnostic(file: file, line: error.line, column: error.column, message: error.message)
            return (nil, [diagnostic])
        }
    }

    /// The lines without their ends; what follows the last end is a line only if there is something.
    private static func lines(of bytes: [UInt8]) -> [String] {
        let text = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
        var parts = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if parts.last?.isEmpty == true { parts.removeLast() }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Why a file is not TOML, and where.
struct TomlRefusal: Error {
    var message: String
    var line: Int
    var column: Int

    init(_ message: String, line: Int, column: Int) {
        self.message = message
        self.line = line
        self.column = column
    }
}
