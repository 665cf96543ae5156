import Testing

@testable import Judgement

@Suite("What became of each scenario")
struct ScenarioStateTests {
    @Test("one that only one side recorded is told with its reason, whatever the order of trials")
    func states() {
        var stage = Stage()
        stage.add("life/plain", rounds: 2)
        stage.add(.baseline, "pods/two")
        stage.add(.candidate, "pods/two", outcome: .unsupported(why: "lacks pods"))
        stage.add(.baseline, "io/late", outcome: .hung)
        stage.add(.candidate, "io/late", outcome: .infrastructure(why: "no space"))
        var input = stage.input
        let states = scenarioStates(input)
        #expect(states.map(\.scenario) == ["io/late", "life/plain", "pods/two"])
        #expect(states.map(\.cell) == ["a~b", "a~b", "a~b"])
        #expect(states[0].whyNotCompared?.contains("could not be carried out on candidate b (no space)") == true)
        #expect(states[1].whyNotCompared == nil && states[1].trials == [1, 2, 3, 4])
        #expect(states[2].whyNotCompared?.contains("not supported by candidate b (lacks pods)") == true)
        input.trials.reverse()
        #expect(scenarioStates(input) == states)
    }

    @Test("one of which no trial has ended was not run")
    func notRun() {
        var stage = Stage()
        stage.add("life/plain", rounds: 1)
        stage.trials = []
        #expect(scenarioStates(stage.input).map(\.trials) == [[]])
        #expect(scenarioStates(stage.input)[0].whyNotCompared?.contains("not run on baseline a") == true)
    }
}
