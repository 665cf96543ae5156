import Facets
import Testing

@testable import Judgement

/// What a family's own rules call a fault breaks the contract, whatever a scenario demands.
@Suite("Faults by the catalogue") struct FaultTests {
    private static let place = "host/sandbox/left"
    private static let leak = FacetState.seen(.bag([.text("network: link tap0_kata")]))
    private static let clean = FacetState.seen(.bag([]))

    private func findings(_ baseline: FacetState, _ candidate: FacetState) -> [Finding] {
        var stage = Stage()
        stage.add(rounds: 3, baseline: [Self.place: baseline], candidate: [Self.place: candidate])
        return judge(stage.input, catalogue: .shim).findings.filter { $0.facet.hasPrefix(Self.place) }
    }

    @Test("on the candidate alone it is a regression of the catalogue's severity and component, told once")
    func candidate() throws {
        let found = findings(Self.clean, Self.leak)
        let finding = try #require(found.first)
        #expect(found.count == 1, "\(found)")
        #expect(finding.class == .regression && finding.severity == .blocker && finding.component == "cleanup")
        #expect(finding.rule.hasPrefix("contract: "), "\(finding.rule)")
        #expect(finding.rule.contains("network: link tap0_kata"), "\(finding.rule)")
    }

    @Test("on both sides it is a shared defect, on the baseline alone an improvement, on none nothing")
    func others() {
        #expect(findings(Self.leak, Self.leak).map(\.class) == [.sharedDefect])
        #expect(findings(Self.leak, Self.clean).map(\.class) == [.improvement])
        #expect(findings(Self.clean, Self.clean).isEmpty)
    }

    @Test("what could not be seen is no fault")
    func hidden() {
        #expect(findings(Self.clean, .hidden("nobody looked")).filter { $0.class == .regression }.isEmpty)
    }

    @Test("a management endpoint's fault is one of the metrics component's, and blocks")
    func endpoint() throws {
        let place = FacetPath("host", "management", "GET /metrics", "faults")
        var stage = Stage()
        stage.add(rounds: 3)
        for index in stage.trials.indices {
            let isCandidate = stage.trials[index].role == Side.candidate.rawValue
            stage.trials[index].facets[place] =
                isCandidate ? .seen(.bag([.text("GET /metrics: closed")])) : .seen(.bag([]))
        }
        let found = judge(stage.input, catalogue: .shim).findings.filter { $0.facet == "\(place)" }
        let finding = try #require(found.first)
        #expect(found.count == 1 && finding.class == .regression, "\(found)")
        #expect(finding.component == "metrics" && finding.severity == .major)
    }
}
