/// What is known of a field of the agent's protocol: how its value becomes facets.
///
/// Numbers are those of Kata's protocol files at 4.1.0 (`Protos/AgentAPI`); names are the OCI specification's own where
/// the field is a part of that, else words in small letters.
indirect enum Shape: Sendable {
    /// A number without a sign; zero, which proto3 doesn't tell from none, is not shown.
    case number
    /// A number that may be negative.
    case signed
    case flag
    /// Text, names put in place.
    case text
    /// That it is there at all: what varies from trial to trial, such as a time.
    case presence
    /// A number with words.
    case word([String])
    /// Texts whose order counts.
    case list
    /// Texts whose order does not count.
    case bag
    /// Texts `NAME=value`; each value stands under its name.
    case assignments
    /// Numbers, packed or not, whose order does not count.
    case numbers
    case message([Field])
    /// Messages that stand each under the text of a field of its own; their order is a facet too where it counts.
    case keyed(by: Int, ordered: Bool, [Field])
    /// Messages as records, in their order.
    case records([Field])
    /// Messages as records whose order does not count.
    case recordBag([Field])
    /// A map of texts; each stands under its key.
    case map
    /// Bytes that are too many to show and can be compared: how many, and their digest.
    case digest
    /// Known, and told by the path.
    case elsewhere

    struct Field: Sendable {
        var number: Int
        var name: String
        var shape: Shape

        init(_ number: Int, _ name: String, _ shape: Shape) {
            self.number = number
            self.name = name
            self.shape = shape
        }
    }
}
