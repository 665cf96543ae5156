/// How text for a terminal is laid out.
package struct TextStyle: Sendable, Hashable {
    /// Columns; lines are broken to fit. At least 40.
    package var width: Int
    /// Whether colour codes may be written.
    package var colours: Bool

    package init(width: Int = 100, colours: Bool = false) {
        self.width = max(width, 40)
        self.colours = colours
    }

    /// A colour of the terminal's own palette.
    enum Colour: String {
        case red = "31", yellow = "33", green = "32", grey = "90", bold = "1"
    }

    /// The text in a colour, if colours are allowed.
    func coloured(_ text: String, _ colour: Colour) -> String {
        colours ? "\u{1b}[\(colour.rawValue)m\(text)\u{1b}[0m" : text
    }
}
