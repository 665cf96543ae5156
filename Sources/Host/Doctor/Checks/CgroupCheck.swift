/// Which cgroup layout the host has.
enum CgroupCheck {
    static func checks(_ input: Doctor.Input) -> [DoctorCheck] {
        let layout = input.facts.cgroups
        switch layout.kind {
        case .none:
            return [
                DoctorCheck(
                    "cgroups", .fail, "none mounted", affects: "no container can be made",
                    mend: "mount -t cgroup2 cgroup2 /sys/fs/cgroup")
            ]
        case .unified: return [DoctorCheck("cgroups", .ok, "unified (v2 only)")]
        case .hybrid, .legacy:
            let controllers = layout.hierarchies.flatMap(\.controllers).sorted().joined(separator: ", ")
            return [DoctorCheck("cgroups", .ok, "\(layout.kind.rawValue); v1: \(controllers)")]
        }
    }
}
