/// A number that is noisy by nature: a time, an amount of memory, a volume.
package struct Measure: Sendable, Hashable, Codable {
    /// What was measured, as a path's text: `main/create`, or the name of an end-to-end measure, `pod-ready`.
    package var name: String
    /// The amount, in `unit`.
    package var value: Double
    package var unit: MeasureUnit

    package init(name: String, value: Double, unit: MeasureUnit) {
        self.name = name
        self.value = value
        self.unit = unit
    }

    /// The measures from one end to the other: what a policy can gate, and what reports show first (design, "A trial").
    package static let endToEnd = [
        "pod-ready", "pod-gone", "exec-round-trip", "exit-reported", "own-time", "exit-told",
    ]

    /// Whether a measure is the shim's alone, so that it says the same whatever stands in for the guest.
    package static func isOfShimAlone(_ name: String) -> Bool {
        let plain = name.split(separator: "/").last.map(String.init) ?? name
        return alone.contains(plain) || plain.hasPrefix("own-") || plain.hasPrefix("reply-")
    }

    private static let alone: Set = ["agent-calls", "exec-exit-told", "exit-told", "shim-start"]
}

/// What a measure counts in.
package enum MeasureUnit: String, Sendable, Hashable, Codable, CaseIterable {
    case nanoseconds
    case bytes
    case count
}

/// Something shown beside a finding and never compared: stacks, log text, a blob's name.
package struct Evidence: Sendable, Hashable, Codable {
    /// What it belongs to, as a path's text.
    package var about: String
    /// What it is: `stack`, `log`, `message`, `blob`.
    package var kind: String
    /// Its text, bounded; for a blob its SHA-256.
    package var text: String

    package init(about: String, kind: String, text: String) {
        self.about = about
        self.kind = kind
        self.text = text
    }
}
