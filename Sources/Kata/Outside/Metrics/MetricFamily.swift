/// A family of metrics as it was exposed: what it is called, what it is, by what its samples are told apart.
package struct MetricFamily: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case counter, gauge, histogram, summary, untyped
    }

    package var name: String
    package var kind: Kind
    package var help: String
    /// Values of each label, without those that bounds and quantiles have.
    package var labels: [String: Set<String>]
    package var samples: Int

    /// How many values of one label are kept.
    static let mostValues = 256

    package init(
        _ name: String, kind: Kind = .untyped, help: String = "", labels: [String: Set<String>] = [:],
        samples: Int = 0
    ) {
        self.name = name
        self.kind = kind
        self.help = help
        self.labels = labels
        self.samples = samples
    }

    /// The unit that its name tells; nil where it tells none.
    package var unit: String? {
        let name = kind == .counter && self.name.hasSuffix("_total") ? String(self.name.dropLast(6)) : self.name
        for unit in ["milliseconds", "microseconds", "nanoseconds", "seconds", "bytes", "percent", "ratio", "celsius"]
        where name.hasSuffix("_\(unit)") { return unit }
        return nil
    }

    /// The labels whose values are names of something fixed, and so say as much as a family's name does.
    package static let enumerated = ["action", "item"]
}

/// A sample of a family.
package struct MetricSample: Sendable, Hashable {
    /// As it stood there: of a histogram with `_bucket`, `_sum` or `_count`.
    package var name: String
    package var labels: [String: String]
    package var value: Double
}
