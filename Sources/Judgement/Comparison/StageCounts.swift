/// How often something was seen on one side, apart for the planned rounds and each time fresh trials were asked for.
struct StageCounts: Sendable, Hashable {
    /// Stages there can be: the planned rounds, and two settlings.
    static let stages = 3

    private var counts = [0, 0, 0]

    subscript(stage: Int) -> Int {
        get { counts[stage] }
        set { counts[stage] = newValue }
    }

    var total: Int { counts.reduce(0, +) }

    /// Up to and with a stage.
    func through(_ stage: Int) -> Int { counts[...stage].reduce(0, +) }

    /// Since a stage, that one left out.
    func after(_ stage: Int) -> Int { counts[(stage + 1)...].reduce(0, +) }

    static func += (a: inout StageCounts, b: StageCounts) {
        for stage in 0..<stages { a[stage] += b[stage] }
    }

    /// The stage that a trial's round belongs to.
    static func stage(ofRound round: Int) -> Int { round >= 0 ? 0 : min(-round, stages - 1) }
}

/// One side of a pair.
enum Side: String, Sendable, Hashable, CaseIterable {
    case baseline, candidate
}

/// The same for both sides.
struct SideCounts: Sendable, Hashable {
    var baseline = StageCounts()
    var candidate = StageCounts()

    subscript(side: Side) -> StageCounts {
        get { side == .baseline ? baseline : candidate }
        set { if side == .baseline { baseline = newValue } else { candidate = newValue } }
    }

    static func += (a: inout SideCounts, b: SideCounts) {
        a.baseline += b.baseline
        a.candidate += b.candidate
    }
}
