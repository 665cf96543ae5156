import Glibc
import Linux

/// `clean`: removes what a stand-in that was killed has left: containers, cgroups, sockets, files.
struct Cleaning: Sendable {
    private let options: Options

    init(_ options: Options) {
        self.options = options
    }

    func run() async throws {
        try Signals.prepare()
        let folders = try Folders(options.folder, cgroups: options.cgroups)
        guard Files.exists(folders.path) else { return }
        let lock = try FolderLock(folders)
        defer { lock.release() }
        let left = await Cleaning.clean(folders, Runtime(program: options.runtime, root: folders.runtime))
        guard left.isEmpty else {
            throw AgentFailure.refused("could not remove all of \(folders.path): \(left.joined(separator: "; "))")
        }
        try Files.remove(folders.lock)
        try Files.removeDirectory(folders.path)
    }

    /// Removes everything in the folder but its lock. Only with the lock held.
    ///
    /// - Returns: What is left, and why.
    @discardableResult
    static func clean(_ folders: Folders, _ runtime: Runtime) async -> [String] {
        endRuntimes(of: folders)
        for id in runtime.containers(beginning: folders.mark + "-") {
            _ = try? await runtime.run(["delete", "--force", id], in: folders.path)
        }
        var left = await Leftover.groups(beginning: folders.mark + "-", in: folders.cgroups)
        for path in [folders.machines, folders.runtime] {
            left += Files.removeTree(path).map { "\($0)" }
        }
        do { try Files.remove(folders.hypervisor) } catch { left.append("\(error)") }
        return left
    }

    /// Ends runs of the runtime's program that a killed stand-in has begun: they would make what is removed next.
    private static func endRuntimes(of folders: Folders) {
        for process in (try? ProcessTable.read().processes) ?? [] {
            guard let bytes = try? Files.read("/proc/\(process.pid)/cmdline", limit: 64 << 10).bytes else { continue }
            let words = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            guard words.count > 2, words[1] == "--root", words[2] == folders.runtime else { continue }
            _ = try? process.identity.send(SIGKILL)
        }
    }
}

/// What a runtime that was killed has left beside its own state.
enum Leftover {
    /// Ends everything in the cgroups with this beginning, in every hierarchy, and removes them.
    ///
    /// - Parameter cgroup: The cgroup that they are in, from each hierarchy's root; empty for that.
    /// - Returns: Those that are still there, and why.
    static func groups(beginning mark: String, in cgroup: String = "") async -> [String] {
        let root = "/sys/fs/cgroup"
        let places = [root + cgroup] + names(in: root).map { "\(root)/\($0)\(cgroup)" }
        var left: [String] = []
        for place in places {
            for name in names(in: place) where name.hasPrefix(mark) {
                if let why = await remove("\(place)/\(name)") { left.append(why) }
            }
        }
        return left
    }

    private static func names(in folder: String) -> [String] {
        // Other mounts are hierarchies of their own, and opened by their own path.
        ((try? Directory(folder).names(limit: 100_000)) ?? []).map { String(decoding: $0, as: UTF8.self) }.sorted()
    }

    private static func remove(_ group: String) async -> String? {
        var why = ""
        // A process that was ended leaves its group when its parent has seen it, which may take a while.
        for _ in 0..<100 {
            let content = (try? Files.read("\(group)/cgroup.procs", limit: 1 << 20).bytes) ?? []
            for line in content.split(separator: 10) {
                guard let pid = Int32(String(decoding: line, as: UTF8.self)), pid > 1 else { continue }
                _ = try? ProcessIdentity.of(pid)?.send(SIGKILL)
            }
            do {
                try Files.removeDirectory(group)
                return nil
            } catch let error as LinuxError where error.errno == ENOENT {
                return nil
            } catch {
                why = "\(error)"
            }
            try? await Poller.shared.sleep(until: .after(.milliseconds(20)))
        }
        return why
    }
}
