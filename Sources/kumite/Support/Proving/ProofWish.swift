import Linux
import Proofs
import Scenarios

/// What is to be proved, and how long that may take.
struct ProofWish {
    /// The parts of a proof.
    enum Part: String, CaseIterable {
        /// Every fault, committed always.
        case faults
        /// The same, one time in ten.
        case intermittent
        /// Runs without any fault.
        case faultFree = "fault-free"
        /// Slow-downs.
        case time

        static let names = allCases.map(\.rawValue).joined(separator: ", ")
    }

    /// In the order in which they are tried.
    var faults: [Fault]
    var parts: Set<Part>
    var rounds: Int
    var seed: UInt64
    /// Nil for as long as it takes.
    var deadline: Stamp?
    /// So many runs without a fault over a tier; nil for one beside each fault, over the same scenarios.
    var faultFree: Int?
    var tier: Tier
    /// Whether every scenario of the tier is run against every fault, to tell what each scenario is worth.
    var everything: Bool
    /// Blocks of a recorded slow-down, and trials a side in each.
    var blocks: Int
    var eachSide: Int

    var isOver: Bool { deadline.map { Stamp.now >= $0 } ?? false }

    func has(_ part: Part) -> Bool { parts.contains(part) }
}
