/// What becomes of one key, annotation or entry on the way from one shim to another.
package struct ConfigRow: Sendable, Hashable {
    package enum Effect: String, Sendable, Hashable, CaseIterable, Codable {
        /// Read as before.
        case kept
        /// Another name in the same section.
        case renamed
        /// Another section.
        case moved
        /// Another unit, type or word for the value.
        case retyped
        /// Not written, and the files that ship with the two say different things; or: free now without being written.
        case `default`
        /// No longer read, and nothing says so.
        case ignored
        /// Nothing is created.
        case refused
        /// Read by neither.
        case dead
        /// Not known for these releases.
        case unsure
    }

    package var file: String
    /// From 1; 0 for what the file does not hold.
    package var line: Int
    /// The table as the file names it; `annotation`, `containerd`, `tenant` for what is no key.
    package var section: String
    package var key: String
    package var effect: Effect
    package var note: String
    /// Whether something is refused or lost by it if the file is used as it is.
    package var isLost: Bool

    package init(
        file: String, line: Int, section: String, key: String, effect: Effect, note: String, isLost: Bool
    ) {
        self.file = file
        self.line = line
        self.section = section
        self.key = key
        self.effect = effect
        self.note = note
        self.isLost = isLost
    }
}

extension ConfigRow: Encodable {
    private enum CodingKeys: String, CodingKey {
        case file, line, section, key, effect, note
    }
}

extension ConfigRow: Comparable {
    package static func < (a: ConfigRow, b: ConfigRow) -> Bool {
        (a.file, a.line, a.section, a.key, a.note) < (b.file, b.line, b.section, b.key, b.note)
    }
}
