extension Fault {
    static let addedExecCapability = Fault(
        name: "posture/exec-capability-added",
        title: "An exec has CAP_SYS_CHROOT, whatever it asked for; its container has what it asked for",
        because: "A debugging shell does what the workload may not.",
        expects: Expectation(
            facets: ["*/guest/capabilities/**", "**/posture/*/capabilities/*", "*/**/stdout"], severity: "blocker"),
        scenarios: ["isolation/exec-capabilities", "isolation/posture"]
    ) { _ in .exec { $0.addCapability("CAP_SYS_CHROOT") } }
}
