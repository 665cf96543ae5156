/// Whether this is root, without whom no shim can be started.
enum RootCheck {
    static func checks(_ input: Doctor.Input) -> [DoctorCheck] {
        let user = input.facts.user
        guard user != 0 else { return [DoctorCheck("root", .ok, "user 0")] }
        return [
            DoctorCheck(
                "root", .fail, "user \(user)", affects: "shims, cgroups, mounts and snapshots all need root",
                mend: "run as root: sudo kumite …")
        ]
    }
}
