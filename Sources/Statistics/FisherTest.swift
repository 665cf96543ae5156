import Foundation

/// Which tables count as at least as far out as the one seen.
package enum Sidedness: Sendable, Hashable, CaseIterable {
    /// Those that are no more likely.
    case twoSided
    /// Those in which the first row's share of hits is no larger.
    case less
    /// Those in which the first row's share of hits is no smaller.
    case greater
}

/// Two sides, on each of which something was seen in so many trials of so many.
package struct TwoByTwo: Sendable, Hashable {
    package var firstHits: Int
    package var firstTrials: Int
    package var secondHits: Int
    package var secondTrials: Int

    /// Counts are held to what makes sense: no negative ones, and no more hits than trials.
    package init(firstHits: Int, firstTrials: Int, secondHits: Int, secondTrials: Int) {
        self.firstTrials = max(firstTrials, 0)
        self.firstHits = min(max(firstHits, 0), self.firstTrials)
        self.secondTrials = max(secondTrials, 0)
        self.secondHits = min(max(secondHits, 0), self.secondTrials)
    }
}

/// Fisher's exact test: how likely a table at least this far out is if both sides have one rate.
///
/// Two-sided it sums the tables that are no more likely than the one seen, as R and scipy do.
package func fisherTest(_ table: TwoByTwo, _ sides: Sidedness = .twoSided) -> Double {
    let n = table.firstTrials + table.secondTrials
    let hits = table.firstHits + table.secondHits
    let logs = LogFactorials(upTo: n)
    let all = logs.choose(n, table.firstTrials)
    func probability(_ k: Int) -> Double {
        exp(logs.choose(hits, k) + logs.choose(n - hits, table.firstTrials - k) - all)
    }
    let possible = max(0, table.firstTrials - (n - hits))...min(hits, table.firstTrials)
    let seen = probability(table.firstHits)
    var sum = 0.0
    for k in possible {
        let counts =
            switch sides {
            // Equal probabilities differ in their last digits; the slack is R's.
            case .twoSided: probability(k) <= seen * (1 + 1e-7)
            case .less: k <= table.firstHits
            case .greater: k >= table.firstHits
            }
        if counts { sum += probability(k) }
    }
    return min(sum, 1)
}
