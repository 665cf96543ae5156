import Judgement

/// What is known of slow-downs: what was recorded, what the judge answered to it, and what resampling it shows.
package struct TimingProof: Sendable, Hashable, Codable {
    /// The judge's answer to one recorded slow-down, as in a run of its own.
    package struct Answer: Sendable, Hashable, Codable {
        /// The fault and how it was committed; `none` for the understudy that only relays.
        package var fault: String
        package var measure: String
        package var percent: Int
        package var ratio: Double
        package var low: Double
        package var high: Double
        /// As the judge's answers are spelled.
        package var answer: String
        /// After so many blocks.
        package var blocks: Int

        package init(
            fault: String, measure: String, percent: Int, ratio: Double, low: Double, high: Double, answer: String,
            blocks: Int
        ) {
            self.fault = fault
            self.measure = measure
            self.percent = percent
            self.ratio = ratio
            self.low = low
            self.high = high
            self.answer = answer
            self.blocks = blocks
        }
    }

    package var scenario: String
    /// Blocks that were recorded, and trials a side in each.
    package var blocks: Int
    package var eachSide: Int
    /// All trials that were recorded, of both sides.
    package var trials: Int
    package var margin: Double
    package var floor: Double
    package var error: Double
    /// Measures that are judged together.
    package var measures: [String]
    /// The run's folder within the proof's.
    package var run: String
    package var answers: [Answer] = []
    package var resamplings: Int
    package var curve: [PowerPoint] = []
    /// Runs of equal sides made by shuffling the labels of recorded ones, and how many of these alarmed.
    package var relabelled: ProofRate?
    /// Time faults that the real runs caught or missed.
    package var faults: [FaultOutcome] = []

    package init(
        scenario: String, blocks: Int, eachSide: Int, trials: Int, margin: Double, floor: Double, error: Double,
        measures: [String], run: String, resamplings: Int
    ) {
        self.scenario = scenario
        self.blocks = blocks
        self.eachSide = eachSide
        self.trials = trials
        self.margin = margin
        self.floor = floor
        self.error = error
        self.measures = measures
        self.run = run
        self.resamplings = resamplings
    }

    /// Whether equal sides were told apart, or a slow-down of the margin's size was called none.
    package var hasFalseAnswer: Bool {
        answers.contains { answer in
            let told = TimingAnswer(rawValue: answer.answer)
            return answer.fault == FaultWish.none.fault
                ? told == .regression || told == .improvement
                : told == .improvement || told == .equivalent && Double(answer.percent) / 100 > margin
        }
    }
}
