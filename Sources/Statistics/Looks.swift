/// A moment at which a comparison may be decided: after so many blocks, at its share of the error.
public struct Look: Sendable, Hashable {
    public var blocks: Int
    /// How likely this look alone may be wrong about sides that are equal, two-sided.
    public var error: Double

    package init(blocks: Int, error: Double) {
        self.blocks = blocks
        self.error = error
    }

    /// Where a run looks, and what share of its error each look spends (design, "The judge", 3).
    package static let schedule: [(blocks: Int, share: Double)] = [(16, 0.1), (28, 0.3), (40, 0.6)]

    /// The looks of each of so many comparisons, whose errors sum to `error` over all looks and comparisons.
    ///
    /// Sums bound the chance of any mistake whatever hangs together with what (Bonferroni), looks included.
    public static func all(error: Double, comparisons: Int) -> [Look] {
        schedule.map { Look(blocks: $0.blocks, error: error * $0.share / Double(max(comparisons, 1))) }
    }
}
