package import Facets

/// Puts names in the place of what is a trial's own, for the extractors that a family hands in.
package struct NamesInPlace: Sendable {
    private let names: Names

    /// - Parameter more: Names that follow from the recording beside those that were bound in it.
    package init(_ recording: Recording, more: [Binding] = []) {
        names = Names(recording.observations, more: more)
    }

    /// A text as a value: with names in place; one that is too long, or no text, summed up.
    package func value(_ text: String, mostBytes: Int = 1024) -> FacetValue {
        MessageReader.text(Array(text.utf8.prefix(mostBytes)), names)
    }

    /// The text with names in place.
    package func text(_ text: String) -> String { names.inPlace(text) }
}
