/// A text in which one key is another one by its first character, so that it no longer equals its double.
struct KeyRenaming {
    let text: String
    let original: Unicode.Scalar

    /// Renames the key at `place`, differently for each `number`; nil if it does not begin with a letter.
    init?(at place: Position, in text: String, number: Int) {
        var scalars = Array(text.unicodeScalars)
        var index = 0
        var line = 1
        while line < place.line, index < scalars.count {
            if scalars[index] == "\n" { line += 1 }
            index += 1
        }
        index += place.column - 1
        if index < scalars.count, scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
        // A character of private use that no file has for a reason, and that leaves the text YAML.
        guard index < scalars.count, scalars[index].properties.isAlphabetic,
            let name = Unicode.Scalar(0xe000 + UInt32(clamping: number))
        else { return nil }
        original = scalars[index]
        scalars[index] = name
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.text = String(view)
    }
}
