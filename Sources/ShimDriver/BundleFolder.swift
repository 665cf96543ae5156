import Drivers
import Glibc
import Linux
import Matrices
import OCI
import Scenarios

/// A container's bundle as containerd lays it out: spec, root file system, log pipe, and the names beside them.
struct BundleFolder: Sendable {
    let path: String
    /// The spec that was written; an exec's process begins as a copy of its first process.
    let spec: Spec
    /// What Create is asked to mount as the root; empty where that lies in the bundle.
    let root: PreparedRoot
    /// The log pipe's reading end, held as containerd holds it: the shim opens it for writing and would wait for ever.
    let log: Descriptor

    static func make(
        for container: ContainerSpec, _ setting: TrialSetting, _ daemon: ImitatedDaemon, _ surroundings: Surroundings,
        shim: String, until deadline: Stamp
    ) async throws -> BundleFolder {
        let path = setting.bundle(of: container.name)
        let id = setting.identifier(of: container.name)
        if setting.sharesFolder, !Files.exists(setting.shared) {
            try Files.makeDirectory(setting.shared)
            // Every container's user may write there, whatever this process's umask is.
            chmod(setting.shared, 0o1777)
        }
        let spec = try Spec(container, setting, surroundings)
        let plain = container.rootfs.content == .probe && container.rootfs.form == .folder
        _ = try Bundle.write(at: path, spec: spec, probe: plain ? setting.probe : nil)
        let root = plain ? PreparedRoot() : try await .make(for: container, setting, until: deadline)
        if spec.linux.uidMappings != nil {
            // Root of a user namespace is nobody on the host, and must reach the root file system (containerd does the
            // same, `prepareBundleDirectoryPermissions`).
            chmod(path, 0o711)
        }
        try Fifo.make("\(path)/log", mode: 0o700)
        let log = try Fifo.open("\(path)/log", .both)
        let work = "\(setting.folder)/work/\(id)"
        try Files.makeDirectory(work, mode: 0o711)
        try Files.makeLink("\(path)/work", to: work)
        if daemon >= .v1_7 {
            try Files.write("\(path)/shim-binary-path", Array(shim.utf8))
        }
        return BundleFolder(path: path, spec: spec, root: root, log: log)
    }
}

extension TrialSetting {
    /// Whether anything in the scenario speaks of the folder that containers share.
    var sharesFolder: Bool {
        scenario.containers.contains { container in
            let texts = container.mounts.map(\.source) + container.hooks.flatMap(\.arguments)
            return texts.contains { $0.contains("{\(Placeholder.shared)}") }
        }
    }
}
