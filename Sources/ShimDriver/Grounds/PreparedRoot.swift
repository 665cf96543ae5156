import Drivers
import Host
import Linux
import OCI
import Recordings
import Scenarios
import ShimAPI
import SwiftProtobuf

/// A root file system that was made ready outside the bundle, or inside it.
struct PreparedRoot: Sendable {
    /// What Create is asked to mount on the bundle's `rootfs`.
    var mounts: [Containerd_Types_Mount] = []
    /// The loop device behind it, `loop3`; detached when the shim has gone.
    var loop: String?

    /// Makes a container's root file system ready as it asks for it; the bundle is there, with an empty `rootfs`.
    ///
    /// - Parameter isMapped: Whether it is for a user namespace of its own, and is handed over to that.
    /// - Throws: An `InfrastructureFailure` when Kumite could not make it.
    static func make(
        for container: ContainerSpec, _ setting: TrialSetting, isMapped: Bool = false, until deadline: Stamp
    ) async throws -> PreparedRoot {
        let bundled = "\(setting.bundle(of: container.name))/rootfs"
        let asked = container.rootfs
        if asked.form == .folder {
            if asked.content == .missing {
                try Files.removeDirectory(bundled)
            } else {
                try await RootContent.put(asked.content, into: bundled, setting, isMapped: isMapped, until: deadline)
            }
            return PreparedRoot()
        }
        let folder = "\(setting.folder)/roots/\(container.name)"
        let content = "\(folder)/content"
        try Files.makeDirectories(folder, mode: 0o711)
        if asked.content != .missing {
            try Files.makeDirectory(content)
            try await RootContent.put(asked.content, into: content, setting, isMapped: isMapped, until: deadline)
        }
        // A root that the container may not write to is so by its spec: the runtime itself makes mount points in it.
        switch asked.form {
        case .folder, .bind: return PreparedRoot(mounts: [mount("bind", content, ["rbind", "rw"])])
        case .overlay:
            // As containerd's snapshotter asks for it (snapshots/overlay, `mounts`).
            for part in ["upper", "work"] { try Files.makeDirectory("\(folder)/\(part)") }
            if isMapped { try OwnerShift.shift("\(folder)/upper", by: Spec.firstMapped) }
            let options = [
                "index=off", "workdir=\(folder)/work", "upperdir=\(folder)/upper", "lowerdir=\(content)",
            ]
            return PreparedRoot(mounts: [mount("overlay", "overlay", options)])
        case .block, .erofs:
            let type = asked.form == .erofs ? "erofs" : asked.fileSystem ?? "ext4"
            let image = "\(folder)/image"
            let options = asked.form == .erofs ? ["ro"] : ["rw"]
            guard asked.content != .missing else { return PreparedRoot(mounts: [mount(type, image, options)]) }
            if asked.form == .erofs { try makeMountPoints(for: container, in: content) }
            try await BlockImage.make(image, type: type, from: content, until: deadline)
            let loop = try await BlockImage.attach(image, until: deadline)
            do {
                try await BlockImage.fill(
                    "/dev/\(loop)", type: type, from: content, at: "\(folder)/filling", until: deadline)
            } catch {
                _ = LoopDevice.detach(loop)
                throw error
            }
            return PreparedRoot(mounts: [mount(type, "/dev/\(loop)", options)], loop: loop)
        }
    }

    /// Makes the folders that a runtime could not make in a root that nobody can write to.
    private static func makeMountPoints(for container: ContainerSpec, in content: String) throws {
        for target in ["/proc", "/dev", "/sys", "/run"] + container.mounts.map(\.target) {
            let parts = target.split(separator: "/")
            guard !parts.contains(".."), !Files.exists(content + target) else { continue }
            try Files.makeDirectories("\(content)/\(parts.joined(separator: "/"))")
        }
    }

    private static func mount(_ type: String, _ source: String, _ options: [String]) -> Containerd_Types_Mount {
        .with {
            $0.type = type
            $0.source = source
            $0.options = options
        }
    }
}
