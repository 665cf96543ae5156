/// Which shims, runtimes and daemons are installed.
enum ToolCheck {
    private static let packages = [
        "containerd-shim-runc-v2": "containerd", "containerd-shim-runc-v1": "containerd", "containerd": "containerd",
        "ctr": "containerd", "runc": "runc", "crun": "crun", "runsc": "-t bookworm-backports runsc",
    ]

    private static let uses = [
        "containerd-shim-runc-v2": "the default pair (Matrix/local.yaml)",
        "containerd-shim-runc-v1": "the pair of shim v1 and v2", "runc": "the default pair's baseline",
        "crun": "the default pair's candidate", "runsc": "the pair of runc and gVisor",
        "containerd": "what Kumite imitates by default is the installed release", "ctr": "comparing with ctr run --rm",
    ]

    static func checks(_ input: Doctor.Input) -> [DoctorCheck] {
        InstalledTool.names.map { name in
            guard let tool = input.tools.first(where: { $0.name == name }) else {
                return DoctorCheck(
                    "tool \(name)", .absent, "not found in \(InstalledTool.folders.joined(separator: ":"))",
                    affects: uses[name] ?? "", mend: packages[name].map { "apt-get install \($0)" } ?? "")
            }
            if let version = tool.version { return DoctorCheck("tool \(name)", .ok, "\(tool.path), \(version)") }
            return DoctorCheck(
                "tool \(name)", .warn, "\(tool.path) says no version", affects: uses[name] ?? "",
                mend: "run it by hand and see why; reinstall \(packages[name] ?? "it")")
        }
    }
}
