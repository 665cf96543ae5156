import Facets
package import Judgement

/// What runs without any fault came to: the understudy that only relays on both sides.
package struct FaultFree: Sendable, Hashable, Codable {
    /// One run that raised an alarm, or showed something once.
    package struct Case: Sendable, Hashable, Codable {
        package var run: String
        package var findings: [String]

        package init(run: String, findings: [String]) {
            self.run = run
            self.findings = findings
        }
    }

    package var runs = 0
    /// Trials of both sides, in all runs.
    package var trials = 0
    /// What they were made over, in words: `the scenarios of the fault before it`, `tier pr`.
    package var over: String
    package var alarms: [Case] = []
    /// Runs that showed something that fresh trials did not show again: reported there, and no alarm.
    package var seenOnce: [Case] = []
    /// Runs in which nothing could be compared; they are not among `runs`.
    package var unfit = 0
    /// The names of all runs, also of the unfit, so that a proof that goes on makes none twice.
    package var made: [String] = []

    package init(over: String) {
        self.over = over
    }

    package var rate: ProofRate { ProofRate(alarms.count, of: runs) }

    /// Counts a run.
    package mutating func add(_ judged: Judged, run: String, trials: Int) {
        made.append(run)
        guard judged.compared.facets > 0 else {
            unfit += 1
            return
        }
        runs += 1
        self.trials += trials
        let wrong = judged.findings.filter(isAlarm)
        if !wrong.isEmpty { alarms.append(Case(run: run, findings: wrong.map(told))) }
        let once = judged.findings.filter { $0.class == .notSeenAgain }
        if !once.isEmpty { seenOnce.append(Case(run: run, findings: once.map(told))) }
    }

    private func told(_ finding: Finding) -> String {
        "\(finding.severity.rawValue) \(finding.class.rawValue) \(finding.facet) in \(finding.scenarios.first ?? "")"
    }
}
