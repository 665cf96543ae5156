import Scenarios

/// What a run can say of one scenario in one cell, apart from findings.
package struct ScenarioState: Sendable, Hashable {
    package var cell: String
    package var scenario: String
    /// Why it could not be compared, in words; nil if both sides have a recording.
    package var whyNotCompared: String?
    /// The numbers of its trials, in order.
    package var trials: [Int]

    package init(cell: String, scenario: String, whyNotCompared: String? = nil, trials: [Int] = []) {
        self.cell = cell
        self.scenario = scenario
        self.whyNotCompared = whyNotCompared
        self.trials = trials
    }
}

/// Every scenario of every cell, in the order of cells and then of ids; also those of which no trial has ended.
package func scenarioStates(_ input: JudgementInput) -> [ScenarioState] {
    struct Place: Hashable {
        var cell: String
        var scenario: String
    }
    let trials = Dictionary(grouping: input.trials) { Place(cell: $0.cell, scenario: $0.scenario) }
    let scenarios = input.scenarios.map(\.id).sorted()
    return input.cells.flatMap { cell in
        scenarios.map { scenario in
            // Numbers are given once, so that the last trial of a side is the same whatever order they come in.
            let own = (trials[Place(cell: cell.name, scenario: scenario)] ?? []).sorted { $0.number < $1.number }
            return ScenarioState(
                cell: cell.name, scenario: scenario, whyNotCompared: whyOneSided(cell, own),
                trials: own.map(\.number))
        }
    }
}
