extension Fault {
    static let lostProcessorShares = Fault(
        name: "resources/shares-lost",
        title: "A container's share of processor time is the default, whatever was asked for",
        because: "What was paid for more gets as much as everybody.",
        expects: Expectation(facets: ["*/guest/cgroupLimits/**"]),
        scenarios: ["resources/seen-inside"]
    ) { _ in .without("linux", "resources", "cpu", "shares") }
}
