/// What is known of keys beyond one release: where they went, which values mean something else, what to mind.
package struct KeyChanges: Sendable, Hashable {
    package var moves: [KeyMove] = []
    package var values: [ValueRule] = []
    package var notes: [KeyNote] = []
    package var annotations: [AnnotationMove] = []

    package init() {}

    /// Takes in what another file knows; what it says comes first.
    package mutating func add(_ other: KeyChanges) {
        moves = other.moves + moves
        values = other.values + values
        notes = other.notes + notes
        annotations = other.annotations + annotations
    }

    /// Whether nothing is lost when a shim does not read this value any more.
    func harmless(_ place: KeyPlace, _ value: TomlValue, from: ShimLanguage, to: ShimLanguage) -> Bool {
        notes.contains { $0.from == from && $0.to == to && $0.place == place && $0.harmless == value }
    }

    /// Where a key of one shim is in the other.
    package func move(of place: KeyPlace, from: ShimLanguage, to: ShimLanguage) -> KeyMove? {
        guard from != to else { return nil }
        return moves.first { $0.place(in: from) == place }
    }
}

/// A key that the two shims call or keep differently.
package struct KeyMove: Sendable, Hashable {
    package var go: KeyPlace
    package var rust: KeyPlace
    /// How many of the Rust shim's units are one of the Go shim's; nil if the value stays.
    package var factor: Int64?
    /// Values of the Go shim and what the Rust shim calls them; a value that is not here is lost. Empty: all stay.
    package var values: [String: String]
    package var note: String

    package func place(in language: ShimLanguage) -> KeyPlace { language == .go ? go : rust }

    /// The value as the other shim writes it; nil if it has no such value.
    package func value(_ value: TomlValue, from: ShimLanguage) -> TomlValue? {
        if !values.isEmpty {
            let written = value.description
            let found = from == .go ? values[written] : values.first { $0.value == written }?.key
            return found.flatMap(Self.parse)
        }
        guard let factor else { return value }
        guard case .integer(let number) = value else { return nil }
        if from == .go {
            let (product, overflow) = number.multipliedReportingOverflow(by: factor)
            return overflow ? nil : .integer(product)
        }
        return number % factor == 0 ? .integer(number / factor) : nil
    }

    static func parse(_ text: String) -> TomlValue? {
        TomlDocument.read(Array("v = \(text)\n".utf8), file: "value").document?.entries.first?.value
    }
}

/// What one shim makes of a value.
package struct ValueRule: Sendable, Hashable {
    package enum Outcome: Sendable, Hashable {
        /// Nothing is created.
        case refused
        /// Taken, and nothing is done.
        case ignored
        /// Written otherwise.
        case replaced(by: TomlValue)
    }

    package var language: ShimLanguage
    package var place: KeyPlace
    /// Only with this hypervisor; nil for all.
    package var hypervisor: String?
    package var value: TomlValue
    package var outcome: Outcome
    package var note: String
}

/// What to mind about a key that stays, on the way to a shim.
package struct KeyNote: Sendable, Hashable {
    package var from: ShimLanguage
    package var to: ShimLanguage
    package var place: KeyPlace
    /// A value with which the key does nothing, or nothing that the other shim does otherwise.
    package var harmless: TomlValue?
    package var note: String
}

/// An annotation that the two shims call differently.
package struct AnnotationMove: Sendable, Hashable {
    package var go: String
    package var rust: String

    package func name(in language: ShimLanguage) -> String { language == .go ? go : rust }
}
