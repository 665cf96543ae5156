extension Fault {
    static let lostProcessorQuota = Fault(
        name: "resources/quota-lost",
        title: "A container may use all processors all the time, whatever was asked for",
        because: "One pod slows all others down.",
        expects: Expectation(facets: ["*/guest/cgroupLimits/**"]),
        scenarios: ["resources/seen-inside"]
    ) { _ in .without("linux", "resources", "cpu", "quota") }
}
