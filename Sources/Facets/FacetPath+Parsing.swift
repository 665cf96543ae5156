extension FacetPath {
    /// Reads the text form: names between slashes, those that are not plain in double quotes.
    ///
    /// Throws where a name is empty, a character needs quotes, or a quote is not closed.
    package init(parsing text: String) throws(FacetSyntaxError) {
        var scanner = FacetScanner(text, reading: "facet path", allowsStars: false)
        var components: [String] = []
        for component in try scanner.components() {
            var name = ""
            for case .text(let text) in component.pieces { name += text }
            guard !name.isEmpty else {
                throw scanner.error("a name cannot be empty", at: component.column - 1)
            }
            components.append(name)
        }
        self.init(components)
    }
}
