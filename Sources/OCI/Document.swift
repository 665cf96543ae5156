package import FoundationEssentials

/// Writes parts of a spec as JSON: same value, same bytes.
package enum Document {
    /// The JSON of a spec, of the process of an exec, of the resources of an update; keys are sorted.
    package static func json(of value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }
}
