/// A text in which one key is another one by its first character, so that it no longer equals its double.
struct KeyRenaming {
    let text: String
    let original: Unicode.Scalar

    /// Renames the key at `place`; nil if it is empty.
    init?(at place: Position, in text: String) {
        var scalars = Array(text.unicodeScalars)
        var index = 0
        var line = 1
        while line < place.line, index < scalars.count {
            if scalars[index] == "\n" { line += 1 }
            index += 1
        }
        index += place.column - 1
        if index < scalars.count, scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
        guard index < scalars.count, scalars[index].properties.isAlphabetic else { return nil }
        original = scalars[index]
        // A character that no name of Kumite begins with, and a letter, so that the text stays YAML.
        scalars[index] = "\u{a4}"
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.text = String(view)
    }
}
