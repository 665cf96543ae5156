import Facets
import Statistics
import Testing

@testable import Judgement

/// What a swap of sides, a copy and a reference do to settled differences, on runs in which nothing varies.
@Suite("Mirrors")
struct MirrorTests {
    private static let facets: [(path: String, values: [FacetState])] = [
        ("main/wait/exit", [.number(0), .number(3)]), ("main/kill/error", [.text("not_found"), .text("internal")]),
        ("main/delete/error", [.absent, .text("timeout")]), ("host/left/mounts", [.number(0), .number(1)]),
        ("main/kill/message", [.text("gone"), .text("dead")]), ("run/daemon", [.text("gone"), .text("crashed")]),
        ("run/events", [.seen(.list([.text("a"), .text("b")])), .seen(.list([.text("b"), .text("a")]))]),
    ]

    /// Each side, and a third where asked for, shows one value of every facet, always.
    private static func stage(_ seed: UInt64, reference: Bool) -> Stage {
        var random = Random(seed)
        var stage = Stage()
        for scenario in ["life/a", "life/b"] {
            let shown = (0..<3).map { _ in
                Shown(
                    uniqueKeysWithValues: facets.map { facet in
                        (facet.path, facet.values[random.unit() < 0.7 ? 0 : 1])
                    })
            }
            for fresh in [nil, -1] {
                stage.add(scenario, rounds: 8, fresh: fresh, baseline: shown[0], candidate: shown[1])
                if reference { stage.addReference(scenario, rounds: 8, fresh: fresh, shown[2]) }
            }
        }
        return stage
    }

    private static let classes: [FindingClass: FindingClass] = [
        .regression: .improvement, .improvement: .regression, .divergence: .divergence, .sharedDefect: .sharedDefect,
    ]
    private static let odds = ["baseline": "candidate", "candidate": "baseline"]

    /// Every difference in full: the ones that were folded too, since which of them stands first is not a side's doing.
    private func told(_ judged: Judged, mirrored: Bool) -> Set<String> {
        Set(
            judged.findings.map { finding in
                let kind = mirrored ? Self.classes[finding.class] ?? finding.class : finding.class
                let odd = mirrored ? Self.odds[finding.odd] ?? finding.odd : finding.odd
                return "\(kind.rawValue) \(finding.facet) \(odd) \(finding.scenarios)"
            })
    }

    @Test("swapped sides mirror every class and who is odd", arguments: 0..<120)
    func mirrored(_ seed: UInt64) {
        for reference in [false, true] {
            let stage = Self.stage(seed, reference: reference)
            let (ours, theirs) = (stage.judged(), stage.mirrored.judged())
            #expect(ours.requests.isEmpty && theirs.requests.isEmpty)
            // What is folded under a regression has a place of its own under an improvement, so heads are held alone.
            let heads = told(ours, mirrored: true).filter { !$0.hasPrefix("divergence") }
            let others = told(theirs, mirrored: false).filter { !$0.hasPrefix("divergence") }
            #expect(heads == others, "reference: \(reference)")
        }
    }

    @Test("a copy differs in nothing, whatever a reference shows", arguments: 0..<60)
    func copy(_ seed: UInt64) {
        var stage = Self.stage(seed, reference: true)
        for place in stage.trials.indices where stage.trials[place].role == "candidate" {
            let twin = stage.trials.first {
                $0.role == "baseline" && $0.scenario == stage.trials[place].scenario
                    && $0.round == stage.trials[place].round
            }
            stage.trials[place].facets = twin?.facets ?? stage.trials[place].facets
        }
        let judged = stage.judged()
        #expect(judged.findings.allSatisfy { $0.class == .sharedDefect && $0.odd == "both" && !$0.blocks })
        #expect(judged.verdict == .pass)
    }
}
