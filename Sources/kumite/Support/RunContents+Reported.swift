import Archives
import Judgement
import Reports

extension RunContents {
    /// The states of scenarios with what their trials took, by the journal.
    func reported(_ states: [ScenarioState]) -> [ReportedScenario] {
        var begun: [Int: UInt64] = [:]
        var taken: [Int: UInt64] = [:]
        for entry in journal {
            switch entry.what {
            case .begun: begun[entry.trial] = entry.atWallNanoseconds
            case .ended, .failed:
                // The wall clock may have been set back in between.
                let begin = begun[entry.trial] ?? entry.atWallNanoseconds
                taken[entry.trial, default: 0] &+= max(begin, entry.atWallNanoseconds) - begin
            }
        }
        return states.map { state in
            ReportedScenario(
                cell: state.cell, scenario: state.scenario, whyNotCompared: state.whyNotCompared,
                nanoseconds: state.trials.reduce(0) { $0 &+ (taken[$1] ?? 0) })
        }
    }
}
