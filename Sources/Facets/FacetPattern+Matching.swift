extension FacetPattern {
    /// Whether the pattern stands for `path`.
    ///
    /// Leftmost choices suffice for both kinds of star, so there is no search to go back in: at worst the length of the
    /// pattern times that of the path, whatever the pattern is.
    package func matches(_ path: FacetPath) -> Bool {
        let names = path.components
        return matches(names.count) { Self.matches($0, names[$1]) }
    }

    /// Whether the pattern stands for every path that `other` stands for; a star of that is matched by none but a star.
    package func covers(_ other: FacetPattern) -> Bool {
        matches(other.parts.count) { runs, place in
            // No name has this character, so a run matches only what is text on both sides.
            guard case .component(let others) = other.parts[place] else { return false }
            return Self.matches(runs, others.joined(separator: "\u{0}"))
        }
    }

    /// Whether the parts stand for so many names in a row, of which `fits` tells whether a component stands for one.
    private func matches(_ count: Int, _ fits: (_ runs: [String], _ name: Int) -> Bool) -> Bool {
        var name = 0
        var part = 0
        // Where to go on after the last `**`, should what follows it not fit: one name further along.
        var resume: (part: Int, name: Int)?
        while name < count {
            if part < parts.count, case .anyDepth = parts[part] {
                resume = (part + 1, name)
                part += 1
            } else if part < parts.count, case .component(let runs) = parts[part], fits(runs, name) {
                part += 1
                name += 1
            } else if let last = resume {
                resume = (last.part, last.name + 1)
                part = last.part
                name = last.name + 1
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .anyDepth }
    }

    /// Whether a name consists of the runs in order with anything between them.
    private static func matches(_ runs: [String], _ name: String) -> Bool {
        guard let first = runs.first, let last = runs.last, runs.count > 1 else { return runs.first == name }
        if runs.count == 2, first.isEmpty, last.isEmpty { return true }
        let text = Array(name.utf8)
        let prefix = Array(first.utf8)
        let suffix = Array(last.utf8)
        guard text.count >= prefix.count + suffix.count, text.starts(with: prefix),
            text.suffix(suffix.count).elementsEqual(suffix)
        else { return false }
        var rest = text[prefix.count..<(text.count - suffix.count)]
        for run in runs.dropFirst().dropLast() {
            guard let end = end(of: Array(run.utf8), in: rest) else { return false }
            rest = rest[end...]
        }
        return true
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
