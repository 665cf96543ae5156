import Glibc
package import Linux

/// Network namespaces with a name in `/run/netns`: a file there, on which the namespace is mounted.
package enum NamedNamespace {
    /// Where the names are, as iproute2 and containerd's CRI have them.
    package static let folder = "/run/netns"

    /// Gives the network namespace of a process a name, in this process's mount namespace.
    ///
    /// The folder's mount is not made shared, as `ip netns` would: that would change the host for good.
    /// - Throws: A `LinuxError`; with EEXIST somebody has the name.
    package static func make(_ name: String, of process: SpawnedProcess) throws {
        let path = "\(folder)/\(name)"
        try Files.makeDirectories(folder)
        try Files.open(path, O_RDONLY | O_CREAT | O_EXCL, mode: 0o444).close()
        do {
            try Mounts.mount(
                type: "none", source: "/proc/\(process.pid)/ns/net", target: path, flags: [.bind])
        } catch {
            _ = try? Files.remove(path)
            throw error
        }
    }

    /// Takes a name away; the namespace ends with its last process. Nil when it is done, else why not.
    package static func remove(_ name: String) -> String? {
        let path = "\(folder)/\(name)"
        guard path.isPlainAbsolutePath else { return "its name is no plain file name" }
        do {
            try Mounts.unmount(path, lazily: true)
            try Files.remove(path)
            // Only if it was the last.
            _ = rmdir(folder)
            return nil
        } catch {
            return "\(error)"
        }
    }
}
