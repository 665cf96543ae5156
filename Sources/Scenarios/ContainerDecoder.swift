internal import Documents

/// Reads `containers`.
struct ContainerDecoder {
    var reading: Reading
    let survey: Survey
    /// Whether the file gives a pod, so that there is a sandbox container.
    let hasPod: Bool

    /// Names that paths use for something else.
    static let reserved = ["run", "host", "cli"]

    static let keys =
        ["process"] + ResourceDecoder.keys
        + [
            "image", "rootfs", "mounts", "devices", "hostname", "sysctls", "namespaces", "annotations", "masked-paths",
            "readonly-paths", "refuse-calls", "hooks",
        ] + ProcessDecoder.keys.dropFirst()

    /// The containers in the order of the file, the sandbox first; one without a name that can be used is left out.
    mutating func containers(in fields: Fields) -> [ContainerSpec] {
        guard let item = reading.required("containers", in: fields, of: "a scenario"),
            let entries = reading.map(item, "'containers'")
        else { return [] }
        if entries.isEmpty, !hasPod { reading.report("'containers' must name at least one", at: item.position) }
        var containers = entries.compactMap { container(of: $0) }
        if hasPod, !entries.contains(where: { $0.key == PodSpec.sandbox }) {
            let process = ProcessSpec(
                arguments: ["probe", "sleep"],
                io: StdioSpec(stdin: survey.fed.contains(PodSpec.sandbox) ? .fifo : .none))
            containers.insert(ContainerSpec(name: PodSpec.sandbox, process: process), at: 0)
        }
        return containers
    }

    private mutating func container(of entry: Entry) -> ContainerSpec? {
        guard let name = reading.name(entry.key, "a container's name", at: entry.position) else { return nil }
        guard !Self.reserved.contains(name) else {
            reading.report("'\(name)' means something else in paths; name the container otherwise", at: entry.position)
            return nil
        }
        guard name != PodSpec.sandbox || hasPod else {
            reading.report("'pod' is the sandbox of a pod; add 'given: { pod: {} }'", at: entry.position)
            return nil
        }
        let what = "container '\(name)'"
        // One that is wrong is there all the same: that steps name it is no second mistake.
        let unread = ContainerSpec(name: name, process: ProcessSpec(arguments: ["probe"]))
        guard let fields = reading.fields(entry.value, of: what, known: Self.keys) else { return unread }
        var limits = ResourceDecoder(reading: reading)
        let resources = limits.resources(in: fields)
        var roots = RootfsDecoder(reading: limits.reading)
        let rootfs = roots.rootfs(in: fields)
        var decoder = ProcessDecoder(reading: roots.reading, isFed: survey.fed.contains(name))
        let process = decoder.process(in: fields, of: what)
        reading = decoder.reading
        let surroundings = surroundings(in: fields)
        guard let process else { return unread }
        var container = ContainerSpec(name: name, process: process, resources: resources, rootfs: rootfs)
        surroundings(&container)
        return container
    }
}
