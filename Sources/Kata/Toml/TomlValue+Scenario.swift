extension TomlValue {
    /// The value that a scenario's text stands for, by the type that a shim's parser has for the key.
    ///
    /// Without a type, and where the text is none of it, it is what TOML reads in it, else a text.
    package init(scenario text: String, type: KeyType?) {
        if case .text? = type {
            self = .text(text)
        } else {
            self = KeyMove.parse(text) ?? .text(text)
        }
    }
}

extension TomlValue {
    /// The same with every text in it changed, be it in a list.
    package func mapTexts(_ change: (String) -> String) -> TomlValue {
        switch self {
        case .text(let text): .text(change(text))
        case .array(let values): .array(values.map { $0.mapTexts(change) })
        default: self
        }
    }
}
