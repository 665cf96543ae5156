import Facets
import Statistics
import Testing

@testable import Judgement

/// What must hold of any run, tried on made-up ones.
@Suite("Properties of the judge")
struct PropertyTests {
    /// A run with differences of every sort, at the rates that `seed` picks.
    static func stage(_ seed: UInt64, scenarios: [String] = ["life/a", "life/b", "life/c"]) -> Stage {
        var stage = Stage()
        for scenario in scenarios {
            // Apart per scenario, so that one more changes no other's trials.
            var random = Random(seed: seed, for: scenario)
            let odd: [(String, FacetState, FacetState)] = [
                ("main/wait/exit", .number(0), .number(3)), ("main/kill/error", .text("not_found"), .text("internal")),
                ("main/delete/error", .absent, .text("timeout")), ("host/left/mounts", .number(0), .number(1)),
                ("main/kill/message", .text("gone 12345"), .text("dead 777777")),
                ("main/create/extra", .absent, .hidden("why")), ("main/start/error", .absent, .unreached(step: "s")),
            ]
            let choices = [0, 0, 0, 0.2, 1]
            let rates: [[Double]] = odd.map { _ in
                (0..<2).map { _ in choices[Int.random(in: 0..<choices.count, using: &random)] }
            }
            let settlings = Int.random(in: 0...2, using: &random)
            for round in Array(0..<3) + Array(repeating: -1, count: settlings > 0 ? 8 : 0)
                + Array(repeating: -2, count: settlings > 1 ? 8 : 0)
            {
                for (place, side) in Side.allCases.enumerated() {
                    var shown: Shown = [:]
                    for (facet, rate) in zip(odd, rates) {
                        shown[facet.0] = random.unit() < rate[place] ? facet.2 : facet.1
                    }
                    let isInfrastructure = random.unit() < 0.05
                    stage.add(
                        side, scenario, round: round, shown,
                        outcome: isInfrastructure ? .infrastructure(why: "x") : .recorded)
                }
            }
        }
        return stage
    }

    @Test("judging twice, and with the trials in another order, gives the same", arguments: 0..<40)
    func deterministic(_ seed: UInt64) {
        let stage = Self.stage(seed)
        var other = stage
        var random = Random(seed)
        other.trials.shuffle(using: &random)
        other.scenarios.shuffle(using: &random)
        #expect(bytes(stage.judged()) == bytes(stage.judged()))
        #expect(bytes(stage.judged()) == bytes(other.judged()))
    }

    @Test("a recording never differs from itself", arguments: 0..<40)
    func reflexive(_ seed: UInt64) {
        var stage = Self.stage(seed)
        let baseline = stage.trials.filter { $0.role == "baseline" }
        stage.trials = baseline
        for trial in baseline {
            var copy = trial
            copy.role = "candidate"
            copy.number += 1000
            stage.trials.append(copy)
        }
        let judged = stage.judged()
        // Its own broken demands are shared ones, seen as often on both sides, or too rarely on both.
        #expect(judged.findings.allSatisfy { [.sharedDefect, .notSeenAgain].contains($0.class) && $0.odd == "both" })
        #expect(!judged.findings.contains { $0.blocks })
        #expect(judged.timings.allSatisfy { $0.ratio == 1 })
    }

    @Test("swapped sides mirror the classes of what is decided", arguments: 0..<60)
    func mirrored(_ seed: UInt64) {
        let (ours, theirs) = (Self.stage(seed).judged(), Self.stage(seed).mirrored.judged())
        func names(_ judged: Judged, _ kinds: Set<FindingClass>) -> Set<String> {
            Set(judged.findings.filter { kinds.contains($0.class) }.map { "\($0.component) \($0.scenarios)" })
        }
        for (a, b) in [(ours, theirs), (theirs, ours)] {
            for finding in a.findings where finding.class == .regression && finding.rule.hasPrefix("contract") {
                #expect(
                    b.findings.contains {
                        [.improvement, .divergence].contains($0.class)
                            && !Set($0.scenarios).isDisjoint(with: finding.scenarios)
                    })
            }
        }
        #expect(names(ours, [.sharedDefect]) == names(theirs, [.sharedDefect]))
        #expect(ours.compared == theirs.compared)
    }

    @Test("an unrelated scenario changes no other finding", arguments: 0..<40)
    func unrelated(_ seed: UInt64) {
        let before = Self.stage(seed, scenarios: ["life/a", "life/c"]).judged()
        var more = Self.stage(seed, scenarios: ["life/a", "life/b", "life/c"])
        // The new one shows nothing that the others do.
        more.trials.removeAll { $0.scenario == "life/b" }
        more.add("life/b", rounds: 4, candidate: ["main/pause/thing": .number(1)])
        more.add("life/b", rounds: 8, fresh: -1, candidate: ["main/pause/thing": .number(1)])
        let after = more.judged()
        // The new one's trials stand before others in the archive, so those have other numbers.
        #expect(unnumbered(after.findings.filter { $0.scenarios != ["life/b"] }) == unnumbered(before.findings))
        #expect(after.findings.contains { $0.scenarios == ["life/b"] })
        #expect(after.requests == before.requests)
    }

    @Test("no id comes twice; a run that asks is never a pass; what blocks is a regression", arguments: 0..<60)
    func sound(_ seed: UInt64) {
        let judged = Self.stage(seed).judged()
        #expect(Set(judged.findings.map(\.id)).count == judged.findings.count)
        if !judged.requests.isEmpty { #expect(judged.verdict != .pass) }
        #expect(judged.findings.contains { $0.blocks } == (judged.verdict == .regression))
        #expect(judged.requests.allSatisfy { (1...2).contains($0.round) && $0.eachSide == 8 })
        for finding in judged.findings {
            #expect(finding.seen.baseline[0] <= finding.seen.baseline[1])
            #expect(finding.seen.candidate[0] <= finding.seen.candidate[1])
            #expect(!finding.question.isEmpty && !finding.rule.isEmpty && !finding.component.isEmpty)
        }
    }

    private func unnumbered(_ findings: [Finding]) -> [Finding] {
        findings.map { finding in
            var finding = finding
            finding.trials = Finding.Trials()
            return finding
        }
    }

    private func bytes(_ judged: Judged) -> String {
        String(describing: judged.findings) + String(describing: judged.notCompared)
            + String(describing: judged.requests) + String(describing: judged.leaks)
            + String(describing: judged.applied.sorted { $0.key < $1.key })
            + String(describing: judged.cells.map { [$0.verdicts[.behaviour]?.rawValue ?? "", "\($0.trials)"] })
    }
}
