/// An exact value that was observed.
///
/// Texts are equal when their UTF-8 is: to Swift's `==` alone, "e\u{301}" and "\u{e9}" are one text.
package indirect enum FacetValue: Sendable {
    case bool(Bool)
    case integer(Int64)
    case text(String)
    /// A run of bytes too long or too raw to keep whole.
    case bytes(ByteSummary)
    /// Values whose order counts.
    case list([FacetValue])
    /// Values whose order does not count; kept sorted by `FacetValue.bag(of:)`.
    case bag([FacetValue])
    case record([String: FacetValue])
}

/// What is kept of a run of bytes: enough to see that two differ, and how they begin.
package struct ByteSummary: Sendable, Hashable {
    /// SHA-256 of all bytes, lower-case hexadecimal.
    package var digest: String
    /// How many bytes there were.
    package var length: Int
    /// The first bytes, at most `ByteSummary.headLimit`.
    package var head: [UInt8]

    /// How many bytes of the beginning are kept.
    package static let headLimit = 256

    package init(digest: String, length: Int, head: [UInt8]) {
        self.digest = digest
        self.length = length
        self.head = head
    }

    /// Sums up bytes that are all at hand.
    package init(of bytes: [UInt8]) {
        self.init(
            digest: SHA256.digest(of: bytes).hexadecimal, length: bytes.count,
            head: Array(bytes.prefix(Self.headLimit)))
    }
}

/// What is known of a facet: a value, its absence, or why nothing can be said.
package enum FacetState: Sendable, Hashable {
    case seen(FacetValue)
    /// Looked for, and not there.
    case absent
    /// This driver or host cannot show it; the text says why.
    case hidden(String)
    /// The step that would have shown it was not reached; the text is its label.
    case unreached(step: String)

    /// Whether the state can be compared with another: only what was looked for can.
    package var isComparable: Bool {
        switch self {
        case .seen, .absent: true
        case .hidden, .unreached: false
        }
    }
}
