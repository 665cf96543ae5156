import SwiftProtobuf

extension Fault {
    static let statsOfOtherVersion = Fault(
        name: "resources/stats-of-other-version",
        title: "Metrics of one version of cgroups are told as those of the other",
        because: "Who reads them as what they say they are reads other numbers.",
        expects: Expectation(
            facets: ["*/**/type", "*/**/families", "*/**/memory/limit", "*/**/pids/limit"], step: "stats"),
        scenarios: ["stats/unlimited", "resources/memory-limit"]
    ) { _ in
        .metrics { metrics in
            let (old, new) = ("io.containerd.cgroups.v1.Metrics", "io.containerd.cgroups.v2.Metrics")
            if metrics.typeURL.hasSuffix(old) {
                metrics.typeURL = metrics.typeURL.dropLast(old.count) + new
            } else if metrics.typeURL.hasSuffix(new) {
                metrics.typeURL = metrics.typeURL.dropLast(new.count) + old
            }
        }
    }
}
