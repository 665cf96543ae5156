extension Fault {
    static let lostPidsLimit = Fault(
        name: "resources/pids-limit-lost",
        title: "A container may have any number of processes, whatever was asked for",
        because: "A fork bomb in one pod stops the node.",
        expects: Expectation(
            facets: ["*/**/pids/limit", "*/guest/cgroupLimits/**", "*/**/exit", "*/**/stdout"]),
        scenarios: ["resources/pids-limit", "resources/seen-inside"]
    ) { _ in .without("linux", "resources", "pids") }
}
