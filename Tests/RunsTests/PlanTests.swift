import Archives
import Judgement
import Matrices
import Scenarios
import Testing

@testable import Runs

@Suite("Plans") struct PlanTests {
    private func scenario(_ id: String) -> Scenario {
        Scenario(id: id, title: "T", because: "B", origin: [], covers: [], containers: [], steps: [])
    }

    private func cell(_ name: String, reference: Bool = false) -> Cell {
        func contender(_ name: String) -> Contender { Contender(name: name, family: "runc", shim: "/\(name)") }
        return Cell(
            name: name, baseline: contender("a"), candidate: contender("b"),
            reference: reference ? contender("c") : nil, view: .host, driver: "shim", speaks: "1.6")
    }

    private var scenarios: [Scenario] { ["a/a", "a/b", "b/c", "b/d", "c/e"].map(scenario) }

    @Test("every round has every scenario with every role of every cell, side by side", arguments: [0, 1, 7, 123_456])
    func rounds(seed: UInt64) {
        let cells = [cell("one"), cell("two", reference: true)]
        let trials = Plan.trials(of: scenarios, in: cells, Plan.Layout(rounds: 3), seed: seed)
        #expect(trials.map(\.number) == Array(1...trials.count))
        #expect(trials.count == 3 * 5 * 5)
        for round in 0..<3 {
            let ofRound = trials.filter { $0.round == round }
            #expect(ofRound.map(\.number) == Array(round * 25 + 1...round * 25 + 25))
            for scenario in scenarios {
                let places = ofRound.indices.filter { ofRound[$0].scenario == scenario.id }
                // All of a scenario stands together, and in it the roles of a cell.
                #expect(places == Array(places[0]..<places[0] + 5))
                for cell in cells {
                    let roles = ofRound.indices.filter {
                        ofRound[$0].scenario == scenario.id && ofRound[$0].cell == cell.name
                    }
                    #expect(roles == Array(roles[0]..<roles[0] + roles.count))
                    #expect(Set(roles.map { ofRound[$0].role }).count == roles.count)
                }
            }
        }
    }

    @Test("the same seed plans the same, another something else")
    func seeds() {
        let plan = Plan.trials(of: scenarios, in: [cell("one")], Plan.Layout(rounds: 3), seed: 5)
        #expect(plan == Plan.trials(of: scenarios, in: [cell("one")], Plan.Layout(rounds: 3), seed: 5))
        #expect(plan != Plan.trials(of: scenarios, in: [cell("one")], Plan.Layout(rounds: 3), seed: 6))
    }

    /// Of 2000 fair pairs the first is the baseline in 1000 ± 4 deviations of 22.
    @Test("neither side is first more often than chance has it, and no scenario has a place of its own")
    func fairness() {
        var first = 0
        var places: [String: Int] = [:]
        for seed in 0..<400 as Range<UInt64> {
            let trials = Plan.trials(of: scenarios, in: [cell("one")], Plan.Layout(rounds: 1), seed: seed)
            for pair in stride(from: 0, to: trials.count, by: 2) where trials[pair].role == "baseline" { first += 1 }
            places[trials[0].scenario, default: 0] += 1
        }
        #expect((910...1090).contains(first))
        // 80 of 400 each, ± 4 deviations of 8.
        #expect(places.count == 5 && places.values.allSatisfy { (48...112).contains($0) })
    }

    @Test("fresh trials are as many for each side, numbered on, with their cause")
    func fresh() {
        let request = FreshTrials(cell: "one", scenario: "a/a", eachSide: 8, round: 2, cause: "why")
        let elsewhere = FreshTrials(cell: "gone", scenario: "a/a", eachSide: 8, round: 1, cause: "why")
        let trials = Plan.fresh([request, elsewhere], in: [cell("one")], first: 31, seed: 5)
        #expect(trials.map(\.number) == Array(31...46))
        #expect(
            trials.filter { $0.role == "baseline" }.count == 8 && trials.filter { $0.role == "candidate" }.count == 8)
        #expect(trials.allSatisfy { $0.round == -2 && $0.cause == "why" && $0.scenario == "a/a" })
        #expect(trials.map(\.role) != trials.map(\.role).sorted())
        #expect(trials == Plan.fresh([request, elsewhere], in: [cell("one")], first: 31, seed: 5))
    }

    private var withCopy: Cell { Placement.withCopy(cell("one"), at: 0, in: "/run") }

    @Test("a copy of the baseline lies in the run's folder and is otherwise the same")
    func copy() throws {
        let copy = try #require(withCopy.copy)
        #expect(copy.shim == "/run/placed/0/copy/shim/a" && copy.runtime == nil && copy.name == "a-copy")
        #expect(copy.family == "runc" && withCopy.contender(.copy) == copy)
        #expect(withCopy.contenders.map(\.role) == [.baseline, .candidate])
    }

    @Test("a block has as many trials of each role, in random order and side by side; scenarios take turns")
    func blocks() {
        func request(_ scenario: String, first: Int, _ blocks: Int) -> BlockRequest {
            BlockRequest(
                cell: "one", scenario: scenario, first: first, blocks: blocks, eachSide: 5, cause: "to judge pod-ready")
        }
        let requests = [request("a/a", first: 16, 12), request("a/b", first: 0, 16)]
        let trials = Plan.blocks(requests, in: [withCopy], first: 101, seed: 3)
        #expect(trials.map(\.number) == Array(101..<101 + 28 * 15))
        #expect(trials.allSatisfy { $0.isTimed && $0.cause == "to judge pod-ready" && $0.round == $0.block })
        for start in stride(from: 0, to: trials.count, by: 15) {
            let block = trials[start..<start + 15]
            #expect(Set(block.map(\.scenario)).count == 1 && Set(block.map(\.block)).count == 1)
            for role in ["baseline", "candidate", "copy"] { #expect(block.count { $0.role == role } == 5) }
        }
        #expect(trials.filter { $0.scenario == "a/a" }.compactMap(\.block).min() == 16)
        #expect(trials.map(\.role).prefix(15) != trials.map(\.role).dropFirst(15).prefix(15))
        #expect(trials == Plan.blocks(requests, in: [withCopy], first: 101, seed: 3))
        #expect(Plan.blocks([], in: [withCopy], first: 1, seed: 3).isEmpty)
    }

    @Test("where times are judged the first rounds are timed whatever the lanes, and have the copy")
    func firstRounds() {
        var timed = scenario("t/t")
        timed.timed = true
        for lanes in [1, 4] {
            let layout = Plan.Layout.fitting(rounds: 3, lanes: lanes, judgesTimes: true)
            let trials = Plan.trials(of: [timed, scenario("a/a")], in: [withCopy], layout, seed: 1)
            let copies = trials.filter { $0.role == "copy" }
            #expect(copies.count == 8 && copies.allSatisfy { $0.isTimed && $0.scenario == "t/t" && $0.block == nil })
            // No round has two timed trials of one side.
            let rounds = trials.filter { $0.isTimed && $0.scenario == "t/t" }.map { "\($0.role) \($0.round)" }
            #expect(Set(rounds).count == rounds.count)
        }
    }
}
