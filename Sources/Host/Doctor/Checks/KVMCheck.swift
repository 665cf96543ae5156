/// Whether guests run.
enum KVMCheck {
    private static let affects = "contenders that start virtual machines: Kata's Go and Rust shims"

    static func checks(_ input: Doctor.Input) -> [DoctorCheck] {
        switch input.facts.kvm {
        case .runs(let nanoseconds):
            [DoctorCheck("kvm", .ok, "the tiny guest ran in \(nanoseconds / 1_000) µs")]
        case .absent:
            [
                DoctorCheck(
                    "kvm", .absent, "no /dev/kvm", affects: affects,
                    mend: "load kvm_intel or kvm_amd; in a virtual machine, allow nested ones")
            ]
        case .noAccess(let why):
            [DoctorCheck("kvm", .warn, "/dev/kvm: \(why)", affects: affects, mend: "run as root, or join group kvm")]
        case .broken(let why):
            [
                DoctorCheck(
                    "kvm", .warn, "/dev/kvm opens, but \(why)", affects: affects,
                    mend: "use a host with hardware virtualisation; guests would hang on this one")
            ]
        }
    }
}
