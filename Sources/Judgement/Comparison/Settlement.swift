import Facets
import Statistics

/// What can be said of a facet's difference (design, "The judge", 2).
enum Settlement: String, Sendable, Hashable, CaseIterable {
    /// Both sides always show the same.
    case same
    /// It varies, on the baseline too, and nothing tells the sides apart.
    case noise
    /// Seen, and not settled yet: fresh trials are needed.
    case suspicion
    case difference
    case newNoise
    case intermittent
    case notSeenAgain
}

/// The exact test's level at which fresh trials decide a difference (design, "The judge", 2).
let decisiveLevel = 0.001
/// Above this, two sides that show the same kinds of values need no second settling; and what planned rounds showed is
/// no more than rare, where fresh trials did not show it.
private let worthAnotherLook = 0.05
/// Above this, that a side showed what the other did not is no more than what a facet does that varies on both: three
/// trials of seventeen against none are less likely, two are not.
private let mayBeChance = 0.125
/// Up to this, after the last settling, they are still not called noise.
private let stillDoubtful = 0.01

/// Settles what `tally` shows; what raised a suspicion never serves to settle it: only trials of later stages do.
///
/// - Parameter mayAsk: whether more trials can be had.
func settle(_ tally: Tally, mayAsk: Bool = true) -> Settlement {
    for stage in 0...tally.settlings where isSuspicious(tally, through: stage) {
        return settle(tally, suspectedIn: stage, mayAsk: mayAsk && tally.settlings < StageCounts.stages - 1)
    }
    return tally.kinds.count > 1 ? .noise : .same
}

/// Whether the trials up to a stage show a difference that is worth settling.
private func isSuspicious(_ tally: Tally, through stage: Int) -> Bool {
    let counts = tally.kinds.map {
        (first: $0.counts.baseline.through(stage), second: $0.counts.candidate.through(stage))
    }
    guard counts.contains(where: { $0.first > 0 }), counts.contains(where: { $0.second > 0 }) else { return false }
    // The candidate does what the baseline was never seen to do.
    if !tally.only(.candidate, through: stage).isEmpty { return true }
    // The baseline's noise holds all that the candidate did: compared as distributions.
    return freemanHaltonTest(counts) <= decisiveLevel
}

private func settle(_ tally: Tally, suspectedIn stage: Int, mayAsk: Bool) -> Settlement {
    let kinds = tally.kinds.map(\.counts)
    let fresh = kinds.map { (first: $0.baseline.after(stage), second: $0.candidate.after(stage)) }
    let (candidateOnly, baselineOnly) = (tally.only(.candidate), tally.only(.baseline))
    let baselineVaries = kinds.filter { $0.baseline.total > 0 }.count > 1
    guard fresh.contains(where: { $0.first > 0 }), fresh.contains(where: { $0.second > 0 }) else {
        if mayAsk { return .suspicion }
        guard candidateOnly.contains(where: { $0.candidate.total > 1 }) else { return .notSeenAgain }
        return baselineVaries && isChance(candidateOnly, baselineOnly, tally) ? .noise : .intermittent
    }
    let p = freemanHaltonTest(fresh)
    if p <= decisiveLevel {
        let candidateVaries = fresh.filter { $0.second > 0 }.count > 1
        return candidateVaries && !baselineVaries ? .newNoise : .difference
    }
    let seenAgain = candidateOnly.contains { $0.candidate.after(stage) > 0 }
    let baselineAgain = baselineOnly.contains { $0.baseline.after(stage) > 0 }
    switch (seenAgain, baselineAgain) {
    // Either side goes on showing what the other doesn't, and the distributions are not told apart.
    case (true, true) where baselineVaries: return .noise
    case (true, false) where baselineVaries && isChance(candidateOnly, baselineOnly, tally): return .noise
    case (true, _): return mayAsk ? .suspicion : .intermittent
    case (false, false) where candidateOnly.contains { isRare($0.candidate, since: stage, of: tally) }:
        return mayAsk ? .suspicion : .intermittent
    case (false, false) where !(candidateOnly.isEmpty && baselineOnly.isEmpty): return .notSeenAgain
    default:
        if mayAsk { return p <= worthAnotherLook ? .suspicion : .noise }
        return p <= stillDoubtful ? .intermittent : .noise
    }
}

/// Whether what the candidate alone showed may well be chance: where a facet varies on both sides, each shows rare values
/// that the other has not come to yet.
private func isChance(_ candidateOnly: [SideCounts], _ baselineOnly: [SideCounts], _ tally: Tally) -> Bool {
    let table = TwoByTwo(
        firstHits: baselineOnly.reduce(0) { $0 + $1.baseline.total }, firstTrials: tally.trials(.baseline).total,
        secondHits: candidateOnly.reduce(0) { $0 + $1.candidate.total }, secondTrials: tally.trials(.candidate).total)
    guard fisherTest(table, .less) > mayBeChance else { return false }
    let all = tally.kinds.map { (first: $0.counts.baseline.total, second: $0.counts.candidate.total) }
    // Two sides that share nothing are no chance, few as the trials may be.
    return freemanHaltonTest(all) > worthAnotherLook
}

/// Whether the candidate showed something more than once before, and so rarely that fresh trials without it are no
/// surprise: 5 of 36 and then 0 of 8 is the same rate, 3 of 3 and then 0 of 8 is not.
private func isRare(_ seen: StageCounts, since stage: Int, of tally: Tally) -> Bool {
    guard seen.total > 1 else { return false }
    let trials = tally.kinds.map(\.counts.candidate)
    let before = trials.reduce(0) { $0 + $1.through(stage) }
    let after = trials.reduce(0) { $0 + $1.after(stage) }
    return fisherTest(
        TwoByTwo(
            firstHits: seen.through(stage), firstTrials: before, secondHits: seen.after(stage), secondTrials: after))
        > worthAnotherLook
}
