import Glibc
import Linux

/// A cgroup of the hierarchy that one controller is in, as this process sees it; v1 and v2.
struct ControlGroup: Sendable, Hashable {
    /// Where the hierarchy is mounted.
    var point: String
    /// The group in it, from its root.
    var path: String

    var folder: String { path == "/" ? point : point + path }

    /// The group above; nil for the root.
    var parent: ControlGroup? {
        guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
        let above = String(path[..<slash])
        return ControlGroup(point: point, path: above.isEmpty ? "/" : above)
    }

    init(point: String, path: String) {
        self.point = point
        self.path = path
    }

    /// The group that a process is in; nil where that controller is mounted nowhere.
    init?(ofProcess pid: UInt32, _ controller: String) {
        guard let bytes = try? Files.read("/proc/\(pid)/cgroup", limit: 1 << 16).bytes,
            let table = try? MountTable(of: 0)
        else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        }
        let old = lines.first { $0.count == 3 && $0[1].split(separator: ",").contains(Substring(controller)) }
        guard let line = old ?? lines.first(where: { $0.count == 3 && $0[1].isEmpty }) else { return nil }
        let mount = table.entries.first { entry in
            old == nil
                ? entry.type == "cgroup2"
                : entry.type == "cgroup" && entry.superOptions.contains(controller)
        }
        guard let mount else { return nil }
        self.init(point: mount.target, path: String(line[2]))
    }

    /// Writes a control file, where the group has one.
    func write(_ text: String, to file: String) {
        guard let opened = try? Files.open("\(folder)/\(file)", O_WRONLY) else { return }
        _ = try? opened.writeAll(Array(text.utf8))
    }

}
