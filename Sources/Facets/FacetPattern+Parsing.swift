extension FacetPattern {
    /// Reads the text form: a path in which `*` stands for any text within a name and `**` for any number of names.
    ///
    /// In quotes nothing is special. Throws as a path does, and where `**` does not stand alone between slashes.
    package init(parsing text: String) throws(FacetSyntaxError) {
        var scanner = FacetScanner(text, reading: "facet pattern", allowsStars: true)
        var parts: [Part] = []
        for component in try scanner.components() {
            if component.pieces.count == 1, case .stars(2, _)? = component.pieces.first {
                // Two in a row say no more than one, and only cost time.
                if parts.last != .anyDepth { parts.append(.anyDepth) }
                continue
            }
            parts.append(.component(try Self.runs(of: component, scanner)))
        }
        self.init(parts: parts)
    }

    private static func runs(
        of component: FacetScanner.Component, _ scanner: FacetScanner
    ) throws(FacetSyntaxError) -> [String] {
        var runs = [""]
        for piece in component.pieces {
            switch piece {
            case .text(let text): runs[runs.count - 1] += text
            // Nothing between two stars says no more than one star.
            case .stars(1, _): if runs.count == 1 || runs.last != "" { runs.append("") }
            case .stars(_, let column):
                throw scanner.error("'**' stands alone between slashes; within a name write '*'", at: column - 1)
            }
        }
        guard runs != [""] else { throw scanner.error("a name cannot be empty", at: component.column - 1) }
        return runs
    }
}

extension FacetPattern: CustomStringConvertible {
    /// The text form that reads back as the same pattern.
    package var description: String {
        parts.map { part in
            switch part {
            case .anyDepth: "**"
            case .component(let runs):
                runs.map { $0.isEmpty ? "" : FacetPath.quoted($0) }.joined(separator: "*")
            }
        }.joined(separator: "/")
    }
}
