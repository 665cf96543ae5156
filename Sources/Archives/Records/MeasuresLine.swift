package import Facets

/// A line of `measures.jsonl`: what a trial showed that is not compared exactly.
package struct MeasuresLine: Sendable, Hashable, Codable {
    package var trial: Int
    /// The version of `derive` that made it.
    package var derive: Int
    package var measures: [Measure]
    package var evidence: [Evidence]

    package init(trial: Int, derive: Int, measures: [Measure], evidence: [Evidence]) {
        self.trial = trial
        self.derive = derive
        self.measures = measures
        self.evidence = evidence
    }
}
