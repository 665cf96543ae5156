/// Lines of a source file: a function, from its first line on.
package struct SourceExcerpt: Sendable, Hashable {
    /// The number of its first line, from 1.
    package var first: Int
    /// Tabs are four spaces; no line is longer than `lineLimit`.
    package var lines: [String]
    /// Whether the function goes on behind the last line.
    package var isCut: Bool

    package static let lineLimit = 200
    /// In how many lines the name must stand: attributes may come before it.
    private static let nameWithin = 4

    /// The function that begins in a line, to the brace that closes it: the first as far in as its beginning (gofmt, rustfmt).
    ///
    /// - Returns: nil where the text has no such line, or another function there: then it is no source of the build.
    package init?(_ text: [UInt8], of function: CoveredBuild.Function, atMost limit: Int = 30) {
        let first = function.line
        guard first > 0 else { return nil }
        let rest = text.split(
            separator: UInt8(ascii: "\n"), maxSplits: first - 1 + limit, omittingEmptySubsequences: false
        ).dropFirst(first - 1)
        let lines = rest.prefix(limit).map(Self.plain)
        guard let head = lines.first,
            lines.prefix(Self.nameWithin).contains(where: { $0.contains(function.symbol.name) })
        else { return nil }
        let end = String(head.prefix { $0 == " " }) + "}"
        let last = lines.dropFirst().firstIndex { $0.hasPrefix(end) }
        self.first = first
        // One that begins and ends in a line has no brace of its own further down.
        self.lines = head.hasSuffix("}") ? [head] : last.map { Array(lines[...$0]) } ?? lines
        isCut = !head.hasSuffix("}") && last == nil
    }

    private static func plain(_ line: ArraySlice<UInt8>) -> String {
        var text = String(decoding: line.prefix(lineLimit), as: UTF8.self)
        if text.utf8.last == UInt8(ascii: "\r") { text.unicodeScalars.removeLast() }
        return String(
            text.unicodeScalars.reduce(into: String.UnicodeScalarView()) { kept, scalar in
                if scalar == "\t" { kept.append(contentsOf: "    ".unicodeScalars) } else { kept.append(scalar) }
            })
    }
}
