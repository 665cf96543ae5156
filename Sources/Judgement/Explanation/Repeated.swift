/// Whether a finding was seen again in a run that repeats it.
package struct Repeated: Sendable {
    /// The same finding, as the new run has it.
    package var again: Finding?
    /// What differs there now of the same facet.
    package var instead: [Finding]
    /// Trials with a recording.
    package var trials: Int

    package init(_ finding: Finding, in judged: Judged) {
        again = judged.findings.first { $0.id == finding.id && $0.class != .notSeenAgain }
        let found = again != nil
        instead = judged.findings.filter { !found && $0.facet == finding.facet && $0.class != .notSeenAgain }
        trials = judged.cells.reduce(0) { $0 + $1.trials.recorded + $1.trials.hung }
    }
}
