/// How many trials a side a block has, and how many blocks a run may come to, with what that shows.
package struct BlockPlan: Sendable, Hashable {
    /// Trials a side in each block.
    package var eachSide: Int
    /// The last look that it reaches.
    package var blocks: Int
    /// The least effect, in logarithms, that the last look shows in four of five runs.
    package var detectable: Double

    /// More trials a side make a block longer than the spells of a host are.
    package static let most = 32
    /// A larger plan is made where the noise allows less: no block is decided by one stall.
    static let least = 3
}

/// What a plan of blocks is made for.
package struct BlockNeed: Sendable, Hashable {
    /// The spread, in logarithms, of one trial's difference between the sides.
    package var spread: Double
    /// The effect, in logarithms, that must be seen.
    package var effect: Double
    package var looks: [Look]

    package init(spread: Double, effect: Double, looks: [Look]) {
        self.spread = spread
        self.effect = effect
        self.looks = looks
    }

    /// The plan with so many trials a side and blocks, as far as one trial's spread tells.
    package func plan(eachSide: Int, look: Look) -> BlockPlan {
        // A block's shift is a rank estimate, too: of pairs, as it were.
        let spread = standardErrorOfCentre(spread: spread, count: eachSide)
        return BlockPlan(
            eachSide: eachSide, blocks: look.blocks,
            detectable: Power(error: look.error).leastEffect(spread: spread, blocks: look.blocks))
    }

    /// The plans that show the effect, the fewest trials first.
    package var plans: [BlockPlan] {
        looks.flatMap { look in
            (BlockPlan.least...BlockPlan.most).lazy.map { plan(eachSide: $0, look: look) }
                .first { $0.detectable <= effect }.map { [$0] } ?? []
        }.sorted { ($0.trials, $0.blocks) < ($1.trials, $1.blocks) }
    }

    /// The plan of a run that may have so many trials a side; nil if none of those shows the effect.
    ///
    /// It is made for the second look, so that the last is left for blocks that vary more than trials promise.
    package func plan(atMost trials: Int) -> BlockPlan? {
        let middle = looks[looks.count / 2]
        let eachSide = (BlockPlan.least...BlockPlan.most).first {
            plan(eachSide: $0, look: middle).detectable <= effect
        }
        let wanted = looks.compactMap { look in eachSide.map { plan(eachSide: $0, look: look) } }
        func fits(_ plan: BlockPlan) -> Bool { plan.detectable <= effect && plan.trials <= trials }
        return wanted.last(where: fits)
            ?? plans.filter(fits).max { ($0.blocks, -$0.eachSide) < ($1.blocks, -$1.eachSide) }
    }
}

extension BlockPlan {
    /// Trials a side, altogether.
    package var trials: Int { eachSide * blocks }
}
