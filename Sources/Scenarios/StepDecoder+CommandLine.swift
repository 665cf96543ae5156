internal import Documents

extension StepDecoder {
    /// The step that runs the shim's binary.
    mutating func cli(_ item: Item, _ fields: Fields, _ place: SourcePlace) -> [Step] {
        guard let items = reading.list(item, "'cli'") else { return [] }
        let arguments = items.compactMap { reading.text($0, "an argument") }
        guard arguments.count == items.count else { return [] }
        guard let verb = arguments.first else {
            reading.report("'cli' needs an argument of the shim, such as delete", at: item.position)
            return []
        }
        var rest = Array(arguments.dropFirst())
        var about: Subject?
        if let second = rest.first, !verb.hasPrefix("-"), !second.hasPrefix("-") {
            guard containers.contains(where: { $0.name == second }) else {
                let names = containers.map(\.name)
                reading.reportUnknown("container", second, among: names, at: items[1].position)
                return []
            }
            about = Subject(container: second)
            rest.removeFirst()
        }
        var command = ShimCommand(arguments: [verb] + rest, about: about)
        if let item = fields["without"] {
            command.without = (reading.list(item, "'without'") ?? [])
                .compactMap { reading.choice($0, "option of a shim", of: ShimCommand.Option.self) }
        }
        if let item = fields["bundle"],
            let choice = reading.choice(item, "bundle", of: ShimCommand.BundleChoice.self)
        {
            command.bundle = choice
        }
        command.environment = fields["env"].map { reading.environment($0) } ?? []
        command.stdin = fields["stdin"].flatMap { bytes($0, "'stdin'") }
        let head = head(.cli, place, at: item.position, fields)
        return [step(.cli(command), verb: verb, head)].compactMap { $0 }
    }

    /// A text, or bytes as hexadecimal digits: `{hex: "0a ff"}`.
    private mutating func bytes(_ item: Item, _ what: String) -> [UInt8]? {
        guard case .map = item.content else { return reading.anyText(item, what).map { Array($0.utf8) } }
        guard let fields = reading.fields(item, of: what, known: ["hex"]) else { return nil }
        return reading.required("hex", in: fields, of: what).flatMap { reading.hexadecimal($0, "'hex'") }
    }
}

extension Reading {
    /// The most bytes that a file spells out or asks for in one value.
    static let byteLimit: Int64 = 64 << 20

    /// A text that may be empty, if it stands in quotes.
    mutating func anyText(_ item: Item, _ what: String) -> String? {
        if case .scalar("", plain: false) = item.content { return "" }
        return text(item, what)
    }

    /// Bytes as pairs of hexadecimal digits, blanks between them allowed.
    mutating func hexadecimal(_ item: Item, _ what: String) -> [UInt8]? {
        guard let text = anyText(item, what) else { return nil }
        let digits = text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 2) {
            guard start + 1 < digits.count,
                let byte = UInt8(String(decoding: digits[start...start + 1], as: UTF8.self), radix: 16),
                digits[start] != UInt8(ascii: "+")
            else {
                report("\(what) must be pairs of hexadecimal digits like 0aff", at: item.position)
                return nil
            }
            bytes.append(byte)
        }
        return bytes
    }
}
