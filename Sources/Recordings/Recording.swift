package import Scenarios

/// All that one trial observed, with the scenario that it carried out.
package struct Recording: Sendable {
    package var scenario: Scenario
    package var observations: [Observation]

    package init(scenario: Scenario, observations: [Observation]) {
        self.scenario = scenario
        self.observations = observations
    }
}
