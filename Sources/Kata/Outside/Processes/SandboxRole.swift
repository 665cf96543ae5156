/// What a process is for a sandbox.
package enum SandboxRole: String, Sendable, Hashable, CaseIterable, Codable {
    case shim, vmm, virtiofsd, nydusd
    /// What puts Firecracker into its jail and then becomes it.
    case jailer
    /// The shim's program run to start or delete something, which ends by itself.
    case call

    /// The role that a process has by its program; nil for every other.
    ///
    /// - Parameter programs: Programs of other names, by their absolute path: those of a contender's parts.
    static func role(of process: HostProcess, programs: [String: SandboxRole]) -> SandboxRole? {
        if let first = process.arguments.first, let role = programs[first] {
            return role == .shim ? shim(process) : role
        }
        let name = process.program
        switch name {
        case "containerd-shim-kata-v2": return shim(process)
        case "virtiofsd": return .virtiofsd
        case "nydusd": return .nydusd
        case "jailer": return .jailer
        case "cloud-hypervisor", "cloud-hypervisor-static", "firecracker", "stratovirt", "openvmm", "qemu-kvm",
            "acrn-dm":
            return .vmm
        default: return name.hasPrefix("qemu-system-") ? .vmm : nil
        }
    }

    /// The daemon and the programs that talk to it are one file.
    private static func shim(_ process: HostProcess) -> SandboxRole {
        process.arguments.dropFirst().contains { $0 == "start" || $0 == "delete" } ? .call : .shim
    }
}
