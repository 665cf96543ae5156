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
        let role = role(ofCommandLine: process.arguments.isEmpty ? [process.command] : process.arguments)
        return role == .shim ? shim(process) : role
    }

    /// The role that a command line plays by its program's file name; of a script, its interpreter stands first.
    package static func role(ofCommandLine words: [String]) -> SandboxRole? {
        words.prefix(2).lazy.compactMap { word in
            named(word[(word.lastIndex(of: "/").map { word.index(after: $0) } ?? word.startIndex)...])
        }.first
    }

    private static func named(_ file: Substring) -> SandboxRole? {
        switch file {
        case "containerd-shim-kata-v2": .shim
        case "virtiofsd": .virtiofsd
        case "nydusd": .nydusd
        case "jailer": .jailer
        case "firecracker", "stratovirt", "openvmm", "qemu-kvm", "acrn-dm": .vmm
        default: file.hasPrefix("qemu-system-") || file.hasPrefix("cloud-hypervisor") ? .vmm : nil
        }
    }

    /// The daemon and the programs that talk to it are one file.
    private static func shim(_ process: HostProcess) -> SandboxRole {
        process.arguments.dropFirst().contains { $0 == "start" || $0 == "delete" } ? .call : .shim
    }
}
