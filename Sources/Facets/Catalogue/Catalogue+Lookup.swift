extension Catalogue {
    /// The entry that declares a path: the first whose pattern stands for it; nil when none does, which is a bug.
    package func entry(for path: FacetPath) -> CatalogueEntry? {
        entries.first { $0.pattern.matches(path) }
    }
}

extension FacetPattern {
    /// A pattern of components, none of them quoted; `*` and `**` stand for what they stand for everywhere.
    init(components: [String]) {
        self.init(
            parts: components.map { name in
                name == "**"
                    ? .anyDepth
                    : .component(name.split(separator: "*", omittingEmptySubsequences: false).map(String.init))
            })
    }
}
