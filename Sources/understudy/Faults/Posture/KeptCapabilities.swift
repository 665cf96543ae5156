import Documents

extension Fault {
    static let keptCapabilities = Fault(
        name: "posture/capabilities-kept",
        title: "What is asked to run without capabilities has some all the same",
        because: "Dropping them all is the first rule for a pod that is to be safe.",
        expects: Expectation(
            facets: ["*/guest/capabilities/**", "**/posture/*/capabilities/*"], severity: "blocker"),
        scenarios: ["isolation/capabilities"]
    ) { _ in
        .process { process in
            guard capabilitySets.allSatisfy({ (process[["capabilities", $0]]?.list ?? []).isEmpty }) else { return }
            for name in ["CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_SETUID"] { process.addCapability(name) }
        }
    }
}
