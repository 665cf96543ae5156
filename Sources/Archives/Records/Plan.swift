package import Scenarios

/// A scenario as it was planned, expanded; once in a plan, whatever the number of its trials.
package struct PlannedScenario: Sendable, Hashable, Codable {
    package var scenario: Scenario

    package init(_ scenario: Scenario) {
        self.scenario = scenario
    }
}

/// A trial that is to be run.
package struct PlannedTrial: Sendable, Hashable, Codable {
    /// Its number in the archive, from 1.
    package var number: Int
    package var cell: String
    /// `baseline`, `candidate`, `reference`.
    package var role: String
    /// The scenario's id.
    package var scenario: String
    /// The round it belongs to, from 0; for a fresh trial asked for by the judge -1, -2.
    package var round: Int
    /// Why the judge asked for it.
    package var cause: String?
    /// True where its times count, so that nothing may run beside it; left out where they don't.
    private var timed: Bool?
    /// The number of the block that it belongs to, from 0; only of trials that the judge asked for to judge times.
    package var block: Int?

    /// Whether its times count: then nothing runs beside it.
    package var isTimed: Bool { timed == true }

    package init(
        number: Int, cell: String, role: String, scenario: String, round: Int, cause: String? = nil,
        isTimed: Bool = false, block: Int? = nil
    ) {
        self.number = number
        self.cell = cell
        self.role = role
        self.scenario = scenario
        self.round = round
        self.cause = cause
        timed = isTimed ? true : nil
        self.block = block
    }
}

/// A line of `plan.jsonl`: exactly one of the two.
struct PlanLine: Codable {
    var scenario: Scenario?
    var trial: PlannedTrial?
}
