extension Fault {
    static let lostProcessorSet = Fault(
        name: "resources/cpuset-lost",
        title: "A container runs on every processor, whatever was asked for",
        because: "What was given processors of its own shares them.",
        expects: Expectation(facets: ["*/guest/cpus/**", "*/guest/cgroupLimits/**"]),
        scenarios: ["resources/seen-inside"]
    ) { _ in .without("linux", "resources", "cpu", "cpus") }
}
