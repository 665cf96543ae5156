import ShimAPI

extension Fault {
    static let swappedStats = Fault(
        name: "resources/stats-swapped",
        title: "Metrics tell a limit where the use is due, and the use where the limit is",
        because: "Autoscalers act on them.",
        expects: Expectation(facets: ["*/**/memory/limit", "*/**/pids/limit", "*/**/pids/current"], step: "stats"),
        scenarios: ["stats/each-its-own", "resources/memory-limit"]
    ) { _ in
        .stats { metrics in
            (metrics.memory.usage.limit, metrics.memory.usage.usage) =
                (metrics.memory.usage.usage, metrics.memory.usage.limit)
            (metrics.pids.limit, metrics.pids.current) = (metrics.pids.current, metrics.pids.limit)
        } _: { metrics in
            (metrics.memory.usageLimit, metrics.memory.usage) = (metrics.memory.usage, metrics.memory.usageLimit)
            (metrics.pids.limit, metrics.pids.current) = (metrics.pids.current, metrics.pids.limit)
        }
    }
}
