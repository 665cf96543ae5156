/// A pattern of names in which `*` stands for anything; `[` and `]` are themselves, as rows of `vary` have them.
package struct Glob: Sendable, Hashable {
    package let text: String
    private let runs: [[UInt8]]

    package init(_ text: String) {
        self.text = text
        runs = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    /// Whether it stands for a name; leftmost choices suffice, so at worst the pattern's length times the name's.
    package func matches(_ name: String) -> Bool {
        guard runs.count > 1 else { return name == text }
        let name = Array(name.utf8)
        let (first, last) = (runs[0], runs[runs.count - 1])
        guard name.count >= first.count + last.count, name.starts(with: first),
            name.suffix(last.count).elementsEqual(last)
        else { return false }
        var rest = name[first.count..<(name.count - last.count)]
        for run in runs.dropFirst().dropLast() {
            guard let end = Self.end(of: run, in: rest) else { return false }
            rest = rest[end...]
        }
        return true
    }

    /// Whether it stands for a scenario: by its id, or by the id of its file for all rows of that.
    package func matches(scenario id: String) -> Bool {
        matches(id) || matches(String(id.prefix { $0 != "[" }))
    }

    /// Whether it stands for every name that `other` stands for: a star of that is matched by none but a star.
    package func covers(_ other: Glob) -> Bool {
        matches(other.text)
    }

    /// The index after the first place where `run` stands in `text`.
    private static func end(of run: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        guard run.count <= text.count else { return nil }
        for start in text.startIndex...(text.endIndex - run.count)
        where text[start..<(start + run.count)].elementsEqual(run) {
            return start + run.count
        }
        return nil
    }
}

extension Glob: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
