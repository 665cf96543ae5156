internal import Documents

/// What the specification of a container says beside its process, its limits and its root file system.
extension ContainerDecoder {
    /// Kinds of namespace that a container can have.
    static let namespaceKinds = ["pid", "network", "ipc", "uts", "mount", "cgroup", "user", "time"]

    /// Reads it all; what is returned puts it into a container.
    mutating func surroundings(in fields: Fields) -> (inout ContainerSpec) -> Void {
        let mounts = fields["mounts"].map { self.mounts($0) } ?? []
        let devices = fields["devices"].map { self.devices($0) } ?? [:]
        let hostname = fields["hostname"].flatMap { reading.words($0, "'hostname'") }
        let sysctls = fields["sysctls"].map { reading.table($0, "'sysctls'", of: "a sysctl") } ?? [:]
        let namespaces = fields["namespaces"].map { self.namespaces($0) } ?? [:]
        let annotations = fields["annotations"].map { reading.table($0, "'annotations'", of: "an annotation") } ?? [:]
        let masked = fields["masked-paths"].flatMap { paths($0, "'masked-paths'") }
        let readonly = fields["readonly-paths"].flatMap { paths($0, "'readonly-paths'") }
        let refused = fields["refuse-calls"].flatMap { reading.texts($0, "'refuse-calls'") }
        var hooks: [HookSpec] = []
        if let item = fields["hooks"] {
            var decoder = HookDecoder(reading: reading)
            hooks = decoder.hooks(item)
            reading = decoder.reading
        }
        return { container in
            container.mounts = mounts
            container.devices = devices
            container.hostname = hostname
            container.sysctls = sysctls
            container.namespaces = namespaces
            container.annotations = annotations
            container.maskedPaths = masked
            container.readonlyPaths = readonly
            container.refusedCalls = refused
            container.hooks = hooks
        }
    }

    private mutating func mounts(_ item: Item) -> [MountSpec] {
        (reading.list(item, "'mounts'") ?? []).compactMap { mount($0) }
    }

    private mutating func mount(_ item: Item) -> MountSpec? {
        let keys = ["target", "source", "type", "options"]
        guard let fields = reading.fields(item, of: "a mount", known: keys) else { return nil }
        let type = fields["type"].flatMap { reading.words($0, "'type'") } ?? "bind"
        let target = reading.required("target", in: fields, of: "a mount").flatMap { absolute($0, "'target'") }
        let options = fields["options"].map { reading.texts($0, "'options'") ?? [] }
        var source = fields["source"].flatMap { reading.words($0, "'source'") }
        if fields["source"] == nil {
            // The kernel does not look at the source of a file system without a device.
            if type == "bind" { _ = reading.required("source", in: fields, of: "a mount of type bind") }
            source = type
        }
        guard let target, let source else { return nil }
        return MountSpec(
            target: target, source: source, type: type, options: options ?? (type == "bind" ? ["rbind", "rw"] : []))
    }

    private mutating func devices(_ item: Item) -> [String: String] {
        var devices: [String: String] = [:]
        for entry in reading.map(item, "'devices'") ?? [] {
            guard entry.key.hasPrefix("/") else {
                reading.report("a device is an absolute path of the host", at: entry.position)
                continue
            }
            guard let access = reading.text(entry.value, "what may be done with a device") else { continue }
            guard !access.isEmpty, access.allSatisfy({ "rwm".contains($0) }), Set(access).count == access.count else {
                reading.report(
                    "what may be done with a device is of the letters r, w and m, not '\(access.prefix(80))'",
                    at: entry.value.position)
                continue
            }
            devices[entry.key] = access
        }
        return devices
    }

    private mutating func namespaces(_ item: Item) -> [String: String] {
        guard let fields = reading.fields(item, of: "'namespaces'", known: Self.namespaceKinds) else { return [:] }
        var namespaces: [String: String] = [:]
        for entry in fields.entries {
            guard let text = reading.text(entry.value, "'\(entry.key)'") else { continue }
            guard text == "host" || text == "own" || text.hasPrefix("/") else {
                reading.report(
                    "a namespace is host, own or an absolute path, not '\(text.prefix(80))'",
                    at: entry.value.position, suggestion: nearest(to: text, among: ["host", "own"]))
                continue
            }
            namespaces[entry.key] = text
        }
        return namespaces
    }

    private mutating func paths(_ item: Item, _ what: String) -> [String]? {
        reading.list(item, what)?.compactMap { absolute($0, "an entry of \(what)") }
    }

    private mutating func absolute(_ item: Item, _ what: String) -> String? {
        guard let path = reading.text(item, what) else { return nil }
        guard path.hasPrefix("/") else {
            reading.report("\(what) must be an absolute path, not '\(path.prefix(80))'", at: item.position)
            return nil
        }
        return path
    }
}
