/// Amounts as files spell them: a number and a unit.
package enum Quantity {
    /// A span of time in nanoseconds: `100ms`, `2s`, `1m`; nil if it is none, or longer than a day.
    package static func nanoseconds(_ text: String) -> UInt64? {
        let units: [(name: String, factor: UInt64)] = [
            ("ns", 1), ("us", 1000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
            ("h", 3_600_000_000_000),
        ]
        guard let (number, unit) = split(text), let factor = units.first(where: { $0.name == unit })?.factor,
            let value = UInt64(number)
        else { return nil }
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        return overflow || product > 86_400_000_000_000 ? nil : product
    }

    /// An amount of memory in bytes: `64Mi`, `1Gi`, `4096`; nil if it is none.
    package static func bytes(_ text: String) -> Int64? {
        let factors: [String: Int64] = ["": 1, "Ki": 1 << 10, "Mi": 1 << 20, "Gi": 1 << 30, "Ti": 1 << 40]
        guard let (number, unit) = split(text), let factor = factors[unit], let value = Int64(number) else {
            return nil
        }
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        return overflow ? nil : product
    }

    private static func split(_ text: String) -> (number: String, unit: String)? {
        let number = text.prefix { $0.isASCII && $0.isNumber }
        guard !number.isEmpty else { return nil }
        return (String(number), String(text.dropFirst(number.count)))
    }
}

extension Reading {
    /// A span of time, nanoseconds.
    package mutating func nanoseconds(_ item: Item, _ what: String) -> UInt64? {
        guard let text = text(item, what) else { return nil }
        guard let value = Quantity.nanoseconds(text) else {
            report("\(what) must be a time like 100ms, 2s or 1m, not '\(text.prefix(80))'", at: item.position)
            return nil
        }
        return value
    }

    /// An amount of memory, bytes.
    package mutating func bytes(_ item: Item, _ what: String) -> Int64? {
        guard let text = text(item, what) else { return nil }
        guard let value = Quantity.bytes(text) else {
            report("\(what) must be an amount of memory like 64Mi or 4096, not '\(text.prefix(80))'", at: item.position)
            return nil
        }
        return value
    }
}
