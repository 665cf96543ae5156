/// Whether root has the powers that runtimes and scenarios use; in a container it often hasn't.
enum CapabilityCheck {
    private static let needed: [(Capability, DoctorCheck.State, affects: String)] = [
        (.systemAdministration, .fail, "no namespace, mount or cgroup can be made: nothing runs"),
        (.kill, .fail, "what a shim leaves behind can't be ended"),
        (.networkAdministration, .warn, "scenarios with a network of their own"),
        (.makeDevices, .warn, "runtimes can't make the devices of a container"),
        (.trace, .warn, "stacks and namespaces of a hung shim can't be read"),
        (
            .systemResources, .warn,
            "limits above the present ones, a lower oom_score_adj, and this capability in a container are refused; "
                + "scenarios that need one are reported as unfit"
        ),
    ]

    static func checks(_ input: Doctor.Input) -> [DoctorCheck] {
        needed.map { capability, state, affects in
            if input.facts.capabilities.contains(capability) {
                return DoctorCheck("capability \(capability)", .ok, "effective")
            }
            return DoctorCheck(
                "capability \(capability)", state, "not effective", affects: affects,
                mend: "give the machine or container that Kumite runs in \(capability)")
        }
    }
}
