/// A value of a document with its place; scalars are texts, and only the model that reads them gives them a type.
package struct Item: Sendable, Hashable {
    package indirect enum Content: Sendable, Hashable {
        /// A text; `plain` if it stands there without quotes.
        case scalar(String, plain: Bool)
        case list([Item])
        /// In the order of the file; no key stands twice.
        case map([Entry])
    }

    package var content: Content
    package var position: Position

    package init(_ content: Content, at position: Position) {
        self.content = content
        self.position = position
    }

    /// Where the first character of a scalar's text stands: after the quote, if there is one.
    package var textPosition: Position {
        guard case .scalar(_, plain: false) = content else { return position }
        return Position(line: position.line, column: position.column + 1)
    }

    /// What it is, in words for a message.
    package var kind: String {
        switch content {
        case .scalar("", plain: true): "nothing"
        case .scalar: "a text"
        case .list: "a list"
        case .map: "a map"
        }
    }
}

/// A key of a map with its value.
package struct Entry: Sendable, Hashable {
    package var key: String
    /// Where the key stands.
    package var position: Position
    package var value: Item

    package init(_ key: String, at position: Position, _ value: Item) {
        self.key = key
        self.position = position
        self.value = value
    }
}
