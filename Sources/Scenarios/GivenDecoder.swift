internal import Documents

/// Reads `given`.
struct GivenDecoder {
    var reading: Reading

    static let keys = ["network", "pod", "config", "guest"]

    mutating func given(_ item: Item) -> Given {
        var given = Given()
        guard let fields = reading.fields(item, of: "'given'", known: Self.keys) else { return given }
        given.network = fields["network"].flatMap { reading.choice($0, "network", of: Given.Network.self) }
        given.pod = fields["pod"].flatMap { pod($0) }
        given.config = fields["config"].map { reading.table($0, "'config'", of: "a key's value") } ?? [:]
        given.guest = fields["guest"].flatMap { guest($0) }
        return given
    }

    private mutating func pod(_ item: Item) -> PodSpec? {
        guard let fields = reading.fields(item, of: "'pod'", known: ["annotations"]) else { return nil }
        return PodSpec(
            annotations: fields["annotations"].map { reading.table($0, "'annotations'", of: "an annotation") } ?? [:])
    }
}
