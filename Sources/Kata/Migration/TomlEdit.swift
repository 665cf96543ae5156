/// Changes to the lines of a TOML file, collected and then applied at once.
struct TomlEdit {
    /// What every comment that is added begins with.
    static let mark = "# kumite:"

    private let document: TomlDocument
    /// By line, from 1.
    private var above: [Int: [String]] = [:]
    private var instead: [Int: [String]] = [:]
    private var below: [Int: [String]] = [:]
    /// Tables that the file does not have, in the order in which they came.
    private var added: [(table: [String], lines: [String])] = []
    private let end: String

    init(_ document: TomlDocument) {
        self.document = document
        end = document.lines.first?.hasSuffix("\r") == true ? "\r" : ""
    }

    /// A comment above a line, unless it stands there already.
    mutating func note(_ comment: String, above line: Int) {
        let there = line >= 2 ? Self.trimmed(document.lines[line - 2]) : ""
        let wanted = above[line, default: []]
        guard there != comment, !wanted.contains(comment + end) else { return }
        above[line] = wanted + [comment + end]
    }

    /// Makes a key's lines comments.
    mutating func comment(out entry: TomlDocument.Entry, _ comment: String) {
        above[entry.line, default: []].append(indent(of: entry) + comment + end)
        for line in entry.line...entry.lastLine { instead[line] = ["# " + document.lines[line - 1]] }
    }

    /// Another line for a key; what stood there follows the comment.
    mutating func replace(_ entry: TomlDocument.Entry, with text: String, _ comment: String) {
        let indent = indent(of: entry)
        var lines = [indent + comment + end]
        for line in entry.line...entry.lastLine {
            lines.append("\(indent)#   \(Self.trimmed(document.lines[line - 1]))\(end)")
            instead[line] = []
        }
        instead[entry.line] = lines + [indent + text + end]
    }

    /// Lines at the end of a table.
    mutating func append(_ lines: [String], to table: [String]) {
        guard let header = document.headers.first(where: { $0.path == table }) else { return add(lines, table) }
        let next = document.headers.first { $0.line > header.line }?.line ?? Int.max
        let last = document.entries.filter { $0.line > header.line && $0.line < next }.map(\.lastLine).max()
        below[last ?? header.line, default: []] += lines.map { $0 + end }
    }

    /// Lines right below a table's header.
    mutating func prepend(_ lines: [String], to table: [String]) {
        guard let header = document.headers.first(where: { $0.path == table }) else { return add(lines, table) }
        below[header.line, default: []].insert(contentsOf: lines.map { $0 + end }, at: 0)
    }

    private mutating func add(_ lines: [String], _ table: [String]) {
        let lines = lines.map { $0 + end }
        if let index = added.firstIndex(where: { $0.table == table }) {
            added[index].lines += lines
        } else {
            added.append((table, lines))
        }
    }

    /// The file with all changes.
    var text: String {
        var result: [String] = []
        for (index, line) in document.lines.enumerated() {
            result += above[index + 1] ?? []
            result += instead[index + 1] ?? [line]
            result += below[index + 1] ?? []
        }
        for (table, lines) in added {
            result += [end, "[\(table.map(TomlValue.key).joined(separator: "."))]\(end)"] + lines
        }
        let ends = document.endsWithNewline || !added.isEmpty
        return result.joined(separator: "\n") + (ends ? "\n" : "")
    }

    private func indent(of entry: TomlDocument.Entry) -> String {
        String(document.lines[entry.line - 1].prefix { $0 == " " || $0 == "\t" })
    }

    private static func trimmed(_ line: String) -> String {
        let start = line.drop { $0 == " " || $0 == "\t" }
        return String(start.reversed().drop { $0 == "\r" || $0 == " " || $0 == "\t" }.reversed())
    }
}
