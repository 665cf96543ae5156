import Glibc
import Host
import Linux

/// What runs leave outside their processes: lanes' folders, cgroups and sockets that nobody holds any more.
///
/// Other runs may live on this machine at the same time, also those of other tests. What belongs to them is held (a
/// folder by its lock, a socket by its listener), or soon gone.
struct Traces: Sendable {
    private let before: Set<String>

    /// Remembers what is there already.
    init() {
        before = Self.dead()
    }

    /// What came since and stays.
    func left() async throws -> [String] {
        var left: Set<String> = []
        _ = try await eventually(within: .seconds(20)) {
            left = Self.dead().subtracting(before)
            return left.isEmpty ? true : nil
        }
        return left.sorted()
    }

    private static func dead() -> Set<String> {
        let locked = Set(names(in: LaneFolder.parent).filter { isLocked("\(LaneFolder.parent)/\($0)") })
        let runs = Set(locked.map { String($0.prefix(while: { $0 != "-" })) })
        var dead: Set<String> = []
        for parent in [LaneFolder.parent, LaneFolder.workParent] {
            for name in names(in: parent) where !locked.contains(name) { dead.insert("\(parent)/\(name)") }
        }
        let root = "/sys/fs/cgroup"
        for folder in [root] + names(in: root).map({ "\(root)/\($0)" }) {
            for name in names(in: folder) where name.hasPrefix(TrialCgroup.mark) {
                if !runs.contains(String(name.dropFirst(TrialCgroup.mark.count))) { dead.insert("\(folder)/\(name)") }
            }
        }
        for name in names(in: "/run/containerd/s") {
            let socket = "/run/containerd/s/\(name)"
            if (try? UnixSocket.connect(.path(socket))) == nil { dead.insert(socket) }
        }
        return dead
    }

    private static func names(in folder: String) -> [String] {
        ((try? Directory(folder).names()) ?? []).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func isLocked(_ folder: String) -> Bool {
        guard let descriptor = try? Files.open(folder, O_RDONLY | O_DIRECTORY) else { return false }
        return (try? descriptor.withNumber { flock($0, LOCK_SH | LOCK_NB) }) != 0
    }
}
