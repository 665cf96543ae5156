package import Scenarios

/// What a run folder holds, all of it checked.
package struct RunContents: Sendable {
    package var header: RunHeader
    /// Every scenario that was planned, by id.
    package var scenarios: [String: Scenario]
    /// Every trial that was planned, in the order of their numbers.
    package var planned: [PlannedTrial]
    package var journal: [JournalEntry]
    /// The last word on every trial that ended, by number.
    package var ended: [Int: JournalEntry]
    /// What was dropped because it was torn or lacks a file, one sentence each.
    package var notes: [String]

    /// The trials that have not ended, in the order of the plan.
    package var unfinished: [PlannedTrial] { planned.filter { ended[$0.number] == nil } }

    /// How often Kumite itself could not carry out a trial.
    package func failures(of trial: Int) -> Int {
        journal.count { $0.trial == trial && $0.what == .failed }
    }

    /// What the trials of each scenario took that were carried out, nanoseconds; one that was never has no entry.
    package var trialTimes: [String: [UInt64]] {
        var begun: [Int: UInt64] = [:]
        var names: [Int: String] = [:]
        for trial in planned { names[trial.number] = trial.scenario }
        return journal.reduce(into: [:]) { times, entry in
            switch entry.what {
            case .begun: begun[entry.trial] = entry.atWallNanoseconds
            case .failed: begun[entry.trial] = nil
            case .ended:
                guard entry.outcome?.wasCarriedOut == true, let name = names[entry.trial],
                    let start = begun[entry.trial], start < entry.atWallNanoseconds
                else { return }
                times[name, default: []].append(entry.atWallNanoseconds - start)
            }
        }
    }
}
