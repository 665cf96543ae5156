internal import Documents

/// Steps that are no calls: what is done to the processes of a trial, and to what surrounds them.
extension StepDecoder {
    /// What can be made to fail, or asked; the family resolves the name (design, "A scenario").
    static let roles = ["shim", "runtime", "vmm", "virtiofsd", "agent", "events", "containerd"]

    mutating func outside(_ verb: Verb, _ item: Item, _ fields: Fields, _ place: SourcePlace) -> [Step] {
        let action: Action?
        switch verb {
        case .crash:
            let way = fields["how"].map { reading.choice($0, "way to crash", of: CrashWay.self) } ?? .kill
            let role = reading.choice(item, "role", among: Self.roles)
            action = way.flatMap { way in role.map { .crash(role: $0, way) } }
        case .http: action = request(item).map { .http($0) }
        case .upgrade: action = reading.choice(item, "part to upgrade", of: UpgradedPart.self).map { .upgrade($0) }
        case .idle:
            let time = reading.nanoseconds(item, "'idle'")
            if time == 0 { reading.report("'idle' must be longer than nothing", at: item.position) }
            action = time.map { .idle($0) }
        default: action = nil
        }
        let head = head(.run, place, at: item.position, fields)
        guard let action else { return [] }
        return [step(action, verb: verb.rawValue, head)].compactMap { $0 }
    }

    private mutating func request(_ item: Item) -> HTTPRequest? {
        let methods = ["get", "put"]
        guard let fields = reading.fields(item, of: "'http'", known: ["endpoint"] + methods) else { return nil }
        let endpoint = reading.required("endpoint", in: fields, of: "'http'")
            .flatMap { reading.name($0, "an endpoint") }
        let asked = fields.entries.filter { methods.contains($0.key) }
        guard asked.count == 1, let entry = asked.first else {
            reading.report("'http' needs one path, behind get or put", at: item.position)
            return nil
        }
        guard let path = reading.text(entry.value, "'\(entry.key)'") else { return nil }
        guard path.hasPrefix("/"), !path.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7f }) else {
            reading.report("a path begins with / and has no blanks", at: entry.value.position)
            return nil
        }
        return endpoint.map { HTTPRequest(endpoint: $0, method: entry.key.uppercased(), path: path) }
    }
}
