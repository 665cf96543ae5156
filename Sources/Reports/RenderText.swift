/// How text for a terminal is laid out.
package struct TextStyle: Sendable, Hashable {
    /// Columns; lines are broken or cut to fit.
    package var width: Int
    /// Whether colour codes may be written.
    package var colours: Bool

    package init(width: Int = 100, colours: Bool = false) {
        self.width = width
        self.colours = colours
    }
}

/// The report as text for a terminal: the worst first, the verdict last.
package func renderText(_ input: ReportInput, style: TextStyle = TextStyle()) -> String {
    ""
}
