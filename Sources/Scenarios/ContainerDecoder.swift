internal import Documents

/// Reads `containers`.
struct ContainerDecoder {
    var reading: Reading
    let survey: Survey

    /// Names that paths use for something else.
    static let reserved = ["run", "host", "cli", "pod"]

    /// The containers in the order of the file; those that are wrong are left out.
    mutating func containers(in fields: Fields) -> [ContainerSpec] {
        guard let item = reading.required("containers", in: fields, of: "a scenario"),
            let entries = reading.map(item, "'containers'")
        else { return [] }
        if entries.isEmpty { reading.report("'containers' must name at least one", at: item.position) }
        return entries.compactMap { container(of: $0) }
    }

    private mutating func container(of entry: Entry) -> ContainerSpec? {
        guard let name = reading.name(entry.key, "a container's name", at: entry.position) else { return nil }
        guard !Self.reserved.contains(name) else {
            reading.report("'\(name)' means something else in paths; name the container otherwise", at: entry.position)
            return nil
        }
        let what = "container '\(name)'"
        let known = ["process", "memory", "pids"] + ProcessDecoder.keys.dropFirst()
        guard let fields = reading.fields(entry.value, of: what, known: known) else { return nil }
        let memory = fields["memory"].flatMap { reading.bytes($0, "'memory'") }
        let pids = fields["pids"].flatMap { reading.integer($0, "'pids'", in: 1...4_194_304) }
        var decoder = ProcessDecoder(reading: reading, isFed: survey.fed.contains(name))
        let process = decoder.process(in: fields, of: what)
        reading = decoder.reading
        return process.map {
            ContainerSpec(name: name, process: $0, resources: ResourceSpec(memory: memory, pids: pids))
        }
    }
}
