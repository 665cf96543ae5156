import FoundationEssentials
import SwiftProtobuf

extension Fault {
    static let zeroStats = Fault(
        name: "resources/stats-zero",
        title: "Metrics are there, and say nothing",
        because: "A pod that uses nothing is scaled down.",
        expects: Expectation(
            facets: ["*/**/memory/limit", "*/**/pids/limit", "*/**/pids/current", "*/**/families"], step: "stats"),
        scenarios: ["stats/unlimited", "resources/memory-limit"]
    ) { _ in .metrics { $0.value = .init() } }
}
