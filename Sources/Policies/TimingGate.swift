import Documents
import Facets

/// What a policy says of timing (design, "The judge", 3).
struct TimingGate {
    /// The primary family is at most this large: each member costs the others power.
    static let most = 8

    var measures: [String]
    var floor: Double
    var margin: Double
    var error: Double
    var budgetNanoseconds: UInt64?

    init(of fields: Fields, requires: [String], at position: Position, _ reading: inout Reading) {
        measures = fields["gates"].map { PolicyFile.names($0, "measure", among: Measure.endToEnd, &reading) } ?? []
        floor = fields["floor"].map { Self.percentage($0, "'floor'", &reading) ?? 0 } ?? 0.03
        margin = fields["margin"].map { Self.percentage($0, "'margin'", &reading) ?? 1 } ?? 0.1
        error = fields["error"].map { Self.error($0, &reading) ?? 0.005 } ?? 0.005
        budgetNanoseconds = fields["budget"].flatMap { reading.nanoseconds($0, "'budget'") }
        check(fields, requires, at: position, &reading)
    }

    private func check(
        _ fields: Fields, _ requires: [String], at position: Position, _ reading: inout Reading
    ) {
        if let item = fields["gates"] {
            if Set(measures).count < measures.count {
                reading.report("a measure stands twice in 'gates'", at: item.position)
            }
            if measures.count > Self.most {
                reading.report("at most \(Self.most) measures can gate", at: item.position)
            }
        }
        if measures.isEmpty, requires.contains("timing") {
            reading.report(
                "a policy that requires timing needs 'gates', the measures that decide it",
                at: fields["requires"]?.position ?? position)
        }
        if margin < floor, let place = (fields["margin"] ?? fields["floor"])?.position {
            reading.report("the margin must be at least the floor: what is below the floor is no change", at: place)
        }
    }

    /// A share like `3 %` as a ratio.
    private static func percentage(_ item: Item, _ what: String, _ reading: inout Reading) -> Double? {
        guard let text = reading.text(item, what) else { return nil }
        let number = text.hasSuffix("%") ? text.dropLast().trimmingSuffix(while: \.isWhitespace) : ""
        guard let value = Double(number), value.isFinite, value > 0, value <= 100 else {
            reading.report("\(what) must be a share like 3 %, not '\(text.prefix(80))'", at: item.position)
            return nil
        }
        return value / 100
    }

    /// A probability: no lower than the exact test of 28 blocks can give for eight gates, no higher than one in ten.
    private static func error(_ item: Item, _ reading: inout Reading) -> Double? {
        guard let text = reading.text(item, "'error'") else { return nil }
        guard let value = Double(text), value >= 0.0001, value <= 0.1 else {
            reading.report(
                "'error' must be a probability from 0.0001 to 0.1, not '\(text.prefix(80))'", at: item.position)
            return nil
        }
        return value
    }
}

extension Substring {
    /// The text without the characters at its end that fit.
    fileprivate func trimmingSuffix(while fits: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, fits(last) { rest.removeLast() }
        return rest
    }
}
