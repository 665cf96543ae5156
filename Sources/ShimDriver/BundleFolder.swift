import Drivers
import Linux
import Matrices
import OCI
import Scenarios

/// A container's bundle as containerd lays it out: spec, root file system, log pipe, and the names beside them.
struct BundleFolder: Sendable {
    let path: String
    /// The spec that was written; an exec's process begins as a copy of its first process.
    let spec: Spec
    /// The log pipe's reading end, held as containerd holds it: the shim opens it for writing and would wait for ever.
    let log: Descriptor

    static func make(for container: ContainerSpec, _ setting: TrialSetting, _ daemon: ImitatedDaemon) throws
        -> BundleFolder
    {
        let path = setting.bundle(of: container.name)
        let id = setting.identifier(of: container.name)
        let spec = try Spec(container, setting)
        _ = try Bundle.write(at: path, spec: spec, probe: setting.probe)
        try Fifo.make("\(path)/log", mode: 0o700)
        let log = try Fifo.open("\(path)/log", .both)
        let work = "\(setting.folder)/work/\(id)"
        try Files.makeDirectory(work, mode: 0o711)
        try Files.makeLink("\(path)/work", to: work)
        if daemon >= .v1_7 {
            try Files.write("\(path)/shim-binary-path", Array(setting.contender.shim.utf8))
        }
        return BundleFolder(path: path, spec: spec, log: log)
    }
}

extension Spec {
    /// The spec of a scenario's container: containerd's defaults, and what the scenario asks for.
    init(_ container: ContainerSpec, _ setting: TrialSetting) throws {
        let group = try CgroupsPath("\(setting.cgroup)/\(container.name)")
        self = Spec.standard(args: container.process.programArguments, cgroupsPath: group)
        process = process?.asked(container.process)
        if !container.resources.isEmpty {
            var resources = linux.resources ?? Resources()
            resources.memory = container.resources.memory.map { Memory(limit: $0) }
            resources.pids = container.resources.pids.map { Pids(limit: $0) }
            linux.resources = resources
        }
    }
}

extension ProcessSpec {
    /// The arguments as they are executed: `probe` is the file at the root of the image.
    var programArguments: [String] {
        guard let first = arguments.first, !first.hasPrefix("/") else { return arguments }
        return ["/\(first)"] + arguments.dropFirst()
    }
}

extension Spec.Process {
    /// This process with what a scenario asks for.
    func asked(_ process: ProcessSpec) -> Spec.Process {
        var asked = self
        asked.args = process.programArguments
        asked.terminal = process.terminal ? true : nil
        asked.env = (asked.env ?? []) + process.environment
        if let directory = process.directory { asked.cwd = directory }
        let ids = (process.user ?? "").split(separator: ":").compactMap { UInt32($0) }
        if let uid = ids.first { asked.user = Spec.User(uid: uid, gid: ids.dropFirst().first ?? uid) }
        return asked
    }
}
