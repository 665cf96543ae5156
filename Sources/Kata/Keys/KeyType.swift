/// What a shim's parser takes for a key's value; another type ends the reading of the whole file.
package enum KeyType: String, Sendable, Hashable, CaseIterable {
    case flag, text, texts, u8, u16, u32, u64, i32, i64, float, table, tables

    /// Why a value is not of this type; nil if it is.
    package func refusal(of value: TomlValue) -> String? {
        switch (self, value) {
        case (_, .placeholder): nil
        case (.flag, .flag), (.text, .text), (.float, .float), (.float, .integer), (.table, .table): nil
        case (.tables, .array): nil
        case (.texts, .array(let values)):
            values.allSatisfy { if case .text = $0 { true } else { false } } ? nil : "it must be a list of texts"
        case (_, .integer(let number)):
            if let range {
                range.contains(number) ? nil : "it must lie within \(rawValue)'s range, \(words(range))"
            } else {
                "it must be \(noun), not \(value.kind)"
            }
        default: "it must be \(noun), not \(value.kind)"
        }
    }

    private var range: ClosedRange<Int64>? {
        switch self {
        case .u8: 0...255
        case .u16: 0...65535
        case .u32: 0...4_294_967_295
        case .u64: 0...Int64.max
        case .i32: -2_147_483_648...2_147_483_647
        case .i64: Int64.min...Int64.max
        default: nil
        }
    }

    private func words(_ range: ClosedRange<Int64>) -> String { "\(range.lowerBound) to \(range.upperBound)" }

    private var noun: String {
        switch self {
        case .flag: "true or false"
        case .text: "a text in quotes"
        case .texts: "a list of texts"
        case .float: "a number"
        case .table: "a table"
        case .tables: "a list of tables"
        default: "a whole number"
        }
    }
}
