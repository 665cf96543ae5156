import Facets
import Statistics

/// How often one demand of the contract was not met, and in how many trials it could be seen.
struct ContractTally: Sendable, Hashable {
    var broken: SideCounts
    var trials: SideCounts
    /// How often fresh trials were carried out.
    var settlings: Int
    /// Sides whose every trial broke the contract at an earlier step, and as badly: they may have ended by it.
    var alwaysBroken: Set<Side> = []

    /// Whether each side broke it always or never.
    var isClean: Bool {
        Side.allCases.allSatisfy { broken[$0].total == 0 || broken[$0].total == trials[$0].total }
    }
}

/// What can be said of a demand that was not met (design, "The judge", 1).
enum ContractAnswer: Sendable, Hashable {
    case met
    /// Seen, and to be seen again first, or seen too rarely to know its rate.
    case suspicion
    /// It counts: as this class, with this side to blame.
    case counts(FindingClass, odd: String, why: String)
}

/// Weighs a broken demand: it counts when seen again on a side; the rates tell whose it is.
func weigh(_ tally: ContractTally, mayAsk: Bool = true) -> ContractAnswer {
    let (b, c) = (tally.broken.baseline.total, tally.broken.candidate.total)
    let (ofB, ofC) = (tally.trials.baseline.total, tally.trials.candidate.total)
    guard b + c > 0 else { return .met }
    if mayAsk, needsMore(tally) { return .suspicion }

    let p = fisherTest(TwoByTwo(firstHits: b, firstTrials: ofB, secondHits: c, secondTrials: ofC))
    // By rates only where both break it: of a side that never came there nothing is known.
    let worse: Side = c == 0 ? .baseline : b == 0 || c * ofB >= b * ofC ? .candidate : .baseline
    guard max(b, c) > 1 else {
        return .counts(
            .notSeenAgain, odd: b > 0 && c > 0 ? "both" : worse.rawValue,
            why: "a broken demand of the contract counts when it is seen again on that side; this one was not")
    }
    let silent: Side = b == 0 ? .baseline : .candidate
    if tally.trials[silent].total == 0, tally.alwaysBroken.contains(silent) {
        let why = "both sides break the contract, the \(silent.rawValue) before it"
        return .counts(.sharedDefect, odd: "both", why: why)
    }
    guard min(b, c) > 0 else { return alone(worse, hits: max(b, c), of: worse == .candidate ? ofC : ofB) }
    guard p <= decisiveLevel else {
        return .counts(.sharedDefect, odd: "both", why: "both sides break the contract here")
    }
    let why = "both sides break the contract here, the \(worse.rawValue) more often (exact test, p ≤ 0.001)"
    return .counts(worse == .candidate ? .regression : .improvement, odd: worse.rawValue, why: why)
}

private func alone(_ side: Side, hits: Int, of trials: Int) -> ContractAnswer {
    guard side == .candidate else {
        return .counts(.improvement, odd: "baseline", why: "the baseline alone breaks the contract here")
    }
    guard hits * 2 < trials else {
        return .counts(.regression, odd: "candidate", why: "the candidate alone breaks the contract here")
    }
    let why = "the candidate alone breaks the contract here, in fewer than half of its trials"
    return .counts(.flaky, odd: "candidate", why: why)
}

/// Whether more trials would tell something.
private func needsMore(_ tally: ContractTally) -> Bool {
    guard tally.settlings < StageCounts.stages - 1 else { return false }
    let sides = Side.allCases.map { (hits: tally.broken[$0].total, trials: tally.trials[$0].total) }
    if tally.settlings == 0 {
        // All or nothing on each side, and more than once, leaves nothing to settle; and a demand broken again on both
        // sides is a shared one.
        let clear = sides.allSatisfy { $0.trials > 1 && ($0.hits == 0 || $0.hits == $0.trials) }
        return !clear && !sides.allSatisfy { $0.hits > 1 }
    }
    // Broken again on one side only, now and then: the other may do so as often, and has had few chances to show it.
    if sides.contains(where: { $0.hits == 0 && $0.trials > 0 }),
        sides.contains(where: { $0.hits > 1 && $0.hits < $0.trials })
    {
        return true
    }
    // Seen for the first time in the last settling, so not yet given the chance to be seen again.
    let last = tally.settlings
    return sides.contains { $0.hits == 1 } && sides.allSatisfy { $0.hits < 2 }
        && Side.allCases.contains { tally.broken[$0][last] > 0 }
}
