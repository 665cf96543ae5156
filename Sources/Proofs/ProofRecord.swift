/// What a whole proof came to: every fault, the runs without one, times, and what scenarios are worth.
package struct ProofRecord: Sendable, Hashable, Codable {
    /// The version of Kumite that is proved.
    package var kumite: String
    package var seed: UInt64
    /// The day, `2026-11-23`.
    package var asOf: String
    /// The contender behind the understudy, in words: name, paths, versions.
    package var contender: String
    /// SHA-256 of the scenarios' files, hexadecimal.
    package var library: String
    /// The host's facts, by name.
    package var host: [String: String]
    /// Rounds of each scenario before what the judge asks for.
    package var rounds: Int
    /// Every fault that was chosen, in the order of their names.
    package var faults: [FaultOutcome] = []
    /// Those of them that were committed now and then.
    package var intermittent: [FaultOutcome] = []
    package var faultFree: FaultFree
    /// Nil where no time fault was chosen, or nothing was recorded.
    package var timing: TimingProof?
    /// Nil unless every scenario of a selection was run against every fault.
    package var power: ScenarioPower?
    /// What was left out, and why, one sentence each.
    package var notes: [String] = []
    /// Nanoseconds from begin to end.
    package var nanoseconds: UInt64 = 0

    package init(
        kumite: String, seed: UInt64, asOf: String, contender: String, library: String, host: [String: String],
        rounds: Int, faultFree: FaultFree
    ) {
        self.kumite = kumite
        self.seed = seed
        self.asOf = asOf
        self.contender = contender
        self.library = library
        self.host = host
        self.rounds = rounds
        self.faultFree = faultFree
    }
}

extension ProofRecord {
    /// Everything that was looked for, once or now and then, slow-downs included.
    package var all: [FaultOutcome] { faults + intermittent + (timing?.faults ?? []) }

    /// What came of a fault that need not be tried again.
    package func known(_ fault: String, among outcomes: [FaultOutcome]) -> FaultOutcome? {
        outcomes.first { $0.name == fault && $0.state != .notTried && $0.state != .unfit }
    }

    package func count(_ state: FaultOutcome.State) -> Int { all.count { $0.state == state } }

    /// Of the faults that were tried, those that were caught.
    package var caught: ProofRate { ProofRate(count(.caught), of: count(.caught) + count(.missed)) }

    /// Of those caught, those that were told for what they are.
    package var rightlyClassed: ProofRate {
        ProofRate(all.count(where: \.isRight), of: count(.caught))
    }

    /// Of those caught whose step is known, those whose first divergence is that step.
    package var rightlyPlaced: ProofRate {
        let placed = all.filter { $0.state == .caught }.compactMap { $0.finding?.firstDivergenceRight }
        return ProofRate(placed.count { $0 }, of: placed.count)
    }

    /// 0 all that was tried was caught and nothing else was; 1 something was missed, or alarmed without a fault; 3
    /// something could not be run; 2 nothing was tried.
    package var exit: Int32 {
        if count(.missed) > 0 || !faultFree.alarms.isEmpty || timing?.hasFalseAnswer == true { return 1 }
        if count(.unfit) > 0 || faultFree.unfit > 0 { return 3 }
        return count(.caught) > 0 ? 0 : 2
    }
}
