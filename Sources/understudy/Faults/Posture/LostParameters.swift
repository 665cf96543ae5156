extension Fault {
    static let lostParameters = Fault(
        name: "posture/sysctl-lost",
        title: "Kernel parameters that were asked for are not set",
        because: "What was tuned is not, and what was closed is open.",
        expects: Expectation(facets: ["*/guest/sysctls/**", "*/**/stdout"], severity: "major"),
        scenarios: ["isolation/sysctls"]
    ) { _ in .without("linux", "sysctl") }
}
