extension Fault {
    static let lostMemoryLimit = Fault(
        name: "resources/memory-limit-ignored",
        title: "A container has no limit of memory, whatever was asked for",
        because: "One pod that leaks takes the node with it.",
        expects: Expectation(facets: ["*/**/memory/limit", "*/guest/cgroupLimits/**"], step: "stats"),
        scenarios: ["resources/memory-limit", "resources/seen-inside"]
    ) { _ in .without("linux", "resources", "memory") }
}
