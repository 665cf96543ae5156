import Linux

/// Where a stand-in keeps what it makes: one folder that is its own, and what is in it.
struct Folders: Sendable, Hashable {
    /// The folder, absolute and short: sockets lie in it.
    let path: String

    /// The most bytes of its path: the longest socket's name must fit into the kernel's 107.
    static let pathBytes = 72

    /// The cgroup in which containers have theirs, from the root of every hierarchy; empty for the root.
    let cgroups: String

    init(_ path: String, cgroups: String = "") throws(AgentFailure) {
        self.cgroups = cgroups
        let clean = try GuestPath(path)
        guard !clean.parts.isEmpty, clean.description.utf8.count <= Folders.pathBytes else {
            throw .refused("the folder \(clean) has more than \(Folders.pathBytes) bytes, or is the root")
        }
        self.path = clean.description
    }

    /// A cgroup's path without a slash at its end; empty for the root.
    static func cgroups(_ text: String) throws(AgentFailure) -> String {
        let path = try GuestPath(text)
        return path.parts.isEmpty ? "" : path.description
    }

    /// The hypervisor's socket.
    var hypervisor: String { path + "/hypervisor.sock" }
    /// What a living stand-in holds locked.
    var lock: String { path + "/lock" }
    /// The runtime's own state.
    var runtime: String { path + "/runc" }
    /// The VMs' folders.
    var machines: String { path + "/vms" }

    /// The folder of one VM.
    func machine(_ number: Int) -> MachineFolder {
        MachineFolder(path: "\(machines)/\(number)", number: number, of: self)
    }

    /// What the names of all cgroups and containers of this folder's stand-in begin with: by the folder, so that what a
    /// killed one has left is found again.
    var mark: String {
        // FNV-1a, 64 bits: the same folder, the same mark, in every release.
        let digest = path.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return "standin-" + String(digest, radix: 16)
    }
}

/// What lies in the folder of one VM. Ids that a shim sends are never part of a name here: numbers stand for them.
struct MachineFolder: Sendable, Hashable {
    let path: String
    let number: Int
    let mark: String
    private let cgroups: String

    init(path: String, number: Int, of folders: Folders) {
        cgroups = folders.cgroups
        self.path = path
        self.number = number
        mark = folders.mark
    }

    /// Where the agent speaks ttrpc at once.
    var agent: String { path + "/agent.sock" }
    /// Where the agent speaks it after the greeting of a hybrid vsock.
    var hybrid: String { path + "/hybrid.sock" }
    /// The guest's files.
    var guest: String { path + "/guest" }

    /// The bundle of a container.
    func bundle(_ container: Int) -> String { "\(path)/c\(container)" }
    /// The id of a container for the runtime.
    func runtimeID(_ container: Int) -> String { "\(mark)-\(number)-\(container)" }
    /// The cgroup of a container: in one that is there, so that nothing of it is left when the runtime has removed it.
    func cgroup(_ container: Int) -> String { "\(cgroups)/\(runtimeID(container))" }
}
