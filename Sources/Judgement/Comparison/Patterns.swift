import Facets

/// Reads a pattern's text; nil where it is none.
func facetPattern(_ text: String) -> FacetPattern? {
    var parts: [FacetPattern.Part] = []
    for name in text.split(separator: "/", omittingEmptySubsequences: false).map(String.init) {
        guard !name.isEmpty else { return nil }
        if name == "**" {
            parts.append(.anyDepth)
        } else {
            parts.append(.component(name.split(separator: "*", omittingEmptySubsequences: false).map(String.init)))
        }
    }
    return FacetPattern(parts: parts)
}

extension FacetPattern {
    /// Whether the pattern stands for a path.
    func fits(_ path: FacetPath) -> Bool {
        let names = path.components
        var (part, name) = (0, 0)
        var again: (part: Int, name: Int)?
        while name < names.count {
            if part < parts.count, case .anyDepth = parts[part] {
                again = (part + 1, name)
                part += 1
            } else if part < parts.count, case .component(let runs) = parts[part], Self.fits(runs, names[name]) {
                (part, name) = (part + 1, name + 1)
            } else if let last = again {
                again = (last.part, last.name + 1)
                (part, name) = (last.part, last.name + 1)
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .anyDepth }
    }

    private static func fits(_ runs: [String], _ name: String) -> Bool {
        guard let first = runs.first, let last = runs.last, runs.count > 1 else { return runs.first == name }
        guard name.utf8.count >= first.utf8.count + last.utf8.count, name.hasPrefix(first), name.hasSuffix(last) else {
            return false
        }
        return runs.count == 2 || name == first + last
    }
}
