import Glibc
package import Linux

extension Leftovers {
    /// Removes what was found: processes first, then mounts, cgroups, sockets and folders.
    ///
    /// - Returns: What is still there at the deadline, and why.
    package func remove(by deadline: Stamp) async throws -> [(leftover: Leftover, why: String)] {
        var unremoved: [(leftover: Leftover, why: String)] = []
        try thaw()
        let processes = all.compactMap { if case .process(let process, _) = $0 { process } else { nil } }
        let living = Set(try await Killing.end(processes, by: deadline))
        for leftover in all {
            switch leftover {
            case .process(let process, _):
                if living.contains(process) { unremoved.append((leftover, "it did not end after SIGKILL")) }
            case .mount(let mount):
                do {
                    try Mounts.unmount(mount.target, lazily: true)
                } catch {
                    unremoved.append((leftover, "\(error)"))
                }
            case .cgroup(let cgroup):
                let folder = cgroup.hierarchy.folder(of: cgroup.path)
                let failed = try await Repeating.until(deadline) { TrialCgroup.removeTree(folder).first }
                if let failed { unremoved.append((leftover, failed.why)) }
            case .socket(let path):
                if let why = Self.removeSocket(path) { unremoved.append((leftover, why)) }
            case .networkNamespace(let name):
                if let why = NamedNamespace.remove(name) { unremoved.append((leftover, why)) }
            case .loop(let device, _):
                if let why = LoopDevice.detach(device) { unremoved.append((leftover, why)) }
            case .folder(let path, _):
                let failures = Files.removeTree(path)
                if let first = failures.first { unremoved.append((leftover, "\(first)")) }
            }
        }
        for case .folder(let path, _) in all {
            // Only if it was the last.
            if let parent = path.folderAndName?.folder { _ = rmdir(parent) }
        }
        return unremoved
    }

    /// Lets processes die that a v1 freezer holds.
    private func thaw() throws {
        for case .cgroup(let cgroup) in all where cgroup.hierarchy.controllers.contains("freezer") {
            try? ControlFile.write("THAWED", to: cgroup.hierarchy.folder(of: cgroup.path) + "/freezer.state")
        }
    }

    /// Removes a shim's socket if it is one and nobody listens on it.
    ///
    /// - Parameter path: From a shim, so it may be anything; what lies elsewhere than shims' sockets do is left alone.
    /// - Returns: Why it is still there; nil if it isn't.
    package static func removeShimSocket(_ path: String) -> String? {
        guard Register.Entry(line: "socket \(path)") != nil else { return nil }
        return removeSocket(path)
    }

    private static func removeSocket(_ path: String) -> String? {
        guard let (parent, name) = path.folderAndName, let folder = try? Folder.open(parent),
            let now = folder.status(of: name)
        else { return nil }
        guard FileKind(mode: now.st_mode) == .socket else { return "it is no socket" }
        if (try? UnixSocket.connect(.path(path))) != nil { return "somebody listens on it" }
        let failure = folder.remove(name)
        return failure == 0 || failure == ENOENT ? nil : String(cString: strerror(failure))
    }
}
