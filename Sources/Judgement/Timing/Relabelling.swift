package import Statistics

/// One comparison of a baseline and its copy, whose trials may change places within their block.
package struct RelabelledComparison: Sendable {
    /// Both sides' values of each block, the baseline's first.
    package var blocks: [(number: Int, baseline: Int, values: [Double])]
    package var asked: Int

    /// - Parameter blocks: Logarithms by role and block; `baseline` and `copy` are taken.
    package init(blocks: [String: [Int: [Double]]], asked: Int) {
        let (old, new) = (blocks[Side.baseline.rawValue] ?? [:], blocks[TimedValues.copy] ?? [:])
        self.blocks = old.sorted { $0.key < $1.key }.compactMap { block in
            new[block.key].map { (block.key, block.value.count, block.value + $0) }
        }
        self.asked = asked
    }
}

/// How often a run's blocks of two equal sides are told slower or faster if their labels are shuffled.
///
/// Under A/A labels are exchangeable within a block: each shuffle is a run that might have been.
package func alarmRate(
    _ comparisons: [RelabelledComparison], looks: [Look], _ bounds: TimingBounds, relabellings: Int = 1000,
    seed: UInt64
) -> AlarmRate? {
    guard !looks.isEmpty, comparisons.contains(where: { $0.asked >= looks[0].blocks }) else { return nil }
    var random = SeededGenerator(seed: seed, for: "relabelling")
    var alarms = 0
    for _ in 0..<relabellings {
        var isAlarm = false
        for comparison in comparisons {
            var shifts: [Int: Double] = [:]
            for block in comparison.blocks {
                var values = block.values
                values.shuffle(using: &random)
                shifts[block.number] = hodgesLehmannShift(
                    from: Array(values[..<block.baseline]), to: Array(values[block.baseline...]))
            }
            let answer = decide(shifts, asked: comparison.asked, looks: looks, bounds)?.answer
            if answer == .regression || answer == .improvement { isAlarm = true }
        }
        if isAlarm { alarms += 1 }
    }
    return AlarmRate(
        relabellings: relabellings, alarms: alarms, bound: sixDigits(rateBound(hits: alarms, of: relabellings)))
}
