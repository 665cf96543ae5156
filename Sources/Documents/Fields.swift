/// The entries of a map whose keys have been checked.
package struct Fields: Sendable, Hashable {
    package var entries: [Entry]
    /// Where the map begins.
    package var position: Position

    package init(entries: [Entry], position: Position) {
        self.entries = entries
        self.position = position
    }

    /// The entry of a key, if it is there.
    package func entry(_ key: String) -> Entry? {
        entries.first { $0.key == key }
    }

    /// The value of a key, if it is there.
    package subscript(key: String) -> Item? {
        entry(key)?.value
    }
}
