internal import Documents

/// Reads `hooks` of a container.
struct HookDecoder {
    var reading: Reading

    /// The hooks in the order of the file; those that are wrong are left out.
    mutating func hooks(_ item: Item) -> [HookSpec] {
        let moments = HookSpec.Moment.allCases.map(\.rawValue)
        guard let fields = reading.fields(item, of: "'hooks'", known: moments) else { return [] }
        return fields.entries.flatMap { entry -> [HookSpec] in
            guard let moment = HookSpec.Moment(rawValue: entry.key),
                let items = reading.list(entry.value, "'\(entry.key)'")
            else { return [] }
            return items.compactMap { hook($0, moment) }
        }
    }

    /// The arguments alone, or those and how long it may take.
    private mutating func hook(_ item: Item, _ moment: HookSpec.Moment) -> HookSpec? {
        guard case .map = item.content else {
            return arguments(item).map { HookSpec(moment: moment, arguments: $0) }
        }
        guard let fields = reading.fields(item, of: "a hook", known: ["run", "timeout"]) else { return nil }
        let timeout = fields["timeout"].flatMap { reading.integer($0, "'timeout'", in: 1...3600) }.map { Int($0) }
        return reading.required("run", in: fields, of: "a hook").flatMap { arguments($0) }
            .map { HookSpec(moment: moment, arguments: $0, timeout: timeout) }
    }

    private mutating func arguments(_ item: Item) -> [String]? {
        guard let items = reading.list(item, "a hook") else { return nil }
        let texts = items.compactMap { reading.text($0, "an argument") }
        guard texts.count == items.count else { return nil }
        guard let program = texts.first, program == "probe" || program.hasPrefix("/") else {
            reading.report(
                "a hook is 'probe' or an absolute path on the host, with its arguments", at: item.position,
                suggestion: texts.first.flatMap { nearest(to: $0, among: ["probe"]) })
            return nil
        }
        return texts
    }
}
