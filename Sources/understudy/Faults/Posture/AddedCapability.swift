extension Fault {
    static let addedCapability = Fault(
        name: "posture/capability-added",
        title: "A workload has CAP_SYS_PTRACE, which nobody asked for",
        because: "It reads the memory of every process that it can see.",
        expects: Expectation(
            facets: ["*/guest/capabilities/**", "**/posture/*/capabilities/*"], severity: "blocker"),
        scenarios: ["isolation/capabilities", "isolation/report"]
    ) { _ in .process { $0.addCapability("CAP_SYS_PTRACE") } }
}
