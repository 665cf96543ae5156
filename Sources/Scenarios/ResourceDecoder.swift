internal import Documents

/// Reads limits, of a container and of an update.
struct ResourceDecoder {
    var reading: Reading

    static let keys = ["memory", "swap", "reservation", "pids", "shares", "quota", "period", "cpus"]

    /// The limits that a map states; those that are wrong are left out.
    mutating func resources(in fields: Fields) -> ResourceSpec {
        ResourceSpec(
            memory: fields["memory"].flatMap { reading.bytes($0, "'memory'") },
            swap: fields["swap"].flatMap { unlimited($0) ? -1 : reading.bytes($0, "'swap'") },
            reservation: fields["reservation"].flatMap { reading.bytes($0, "'reservation'") },
            pids: fields["pids"].flatMap { reading.integer($0, "'pids'", in: 1...4_194_304) },
            shares: fields["shares"].flatMap { reading.integer($0, "'shares'", in: 0...262_144) }.map { UInt64($0) },
            quota: fields["quota"].flatMap { reading.integer($0, "'quota'", in: -1...1_000_000_000) },
            period: fields["period"].flatMap { reading.integer($0, "'period'", in: 0...1_000_000_000) }
                .map { UInt64($0) },
            cpus: fields["cpus"].flatMap { processors($0) })
    }

    private func unlimited(_ item: Item) -> Bool {
        if case .scalar("-1", _) = item.content { true } else { false }
    }

    private mutating func processors(_ item: Item) -> String? {
        guard let text = reading.text(item, "'cpus'") else { return nil }
        let isList = text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            return (1...2).contains(ends.count) && ends.allSatisfy { UInt16($0) != nil }
        }
        guard isList else {
            reading.report("'cpus' must be a list like 0-1,3, not '\(text.prefix(80))'", at: item.position)
            return nil
        }
        return text
    }
}
