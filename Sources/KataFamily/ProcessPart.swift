/// A role that a process of a sandbox plays, told by the name of its program.
struct ProcessPart: Sendable {
    let role: String
    /// What the file names of its programs begin with.
    let programs: [String]

    static let all = [
        ProcessPart(
            role: "vmm",
            programs: [
                "qemu-system-", "qemu-kvm", "cloud-hypervisor", "firecracker", "jailer", "stratovirt", "openvmm",
            ]),
        ProcessPart(role: "virtiofsd", programs: ["virtiofsd"]),
        ProcessPart(role: "nydusd", programs: ["nydusd"]),
    ]

    /// - Parameter arguments: A command line; of a script, its interpreter stands first.
    func isPlayed(by arguments: [String]) -> Bool {
        arguments.prefix(2).contains { word in
            let file = word[(word.lastIndex(of: "/").map { word.index(after: $0) } ?? word.startIndex)...]
            return programs.contains { file.hasPrefix($0) }
        }
    }
}
