import Glibc
import Linux

/// Cgroups of runs that are over: whatever carries Kumite's mark and belongs to no process that is there.
struct OrphanedCgroups: Sendable {
    private let before: Set<String>

    /// Remembers what is there already, and nobody's here.
    init() throws {
        before = try Set(Self.marked())
    }

    /// Those that came since and stay, though no live process names their run; other runs on this machine have time
    /// to end.
    func left() async throws -> [String] {
        var left: [String] = []
        _ = try await eventually {
            let live = try Self.liveRuns()
            left = try Self.marked().filter { path in
                !before.contains(path) && !live.contains { path.contains("kumite-\($0)") }
            }
            return left.isEmpty ? true : nil
        }
        return left
    }

    private static func marked() throws -> [String] {
        let root = "/sys/fs/cgroup"
        let hierarchies = try Directory(root).names().map { "\(root)/" + String(decoding: $0, as: UTF8.self) }
        return ([root] + hierarchies).flatMap { folder -> [String] in
            let names = (try? Directory(folder).names()) ?? []
            return names.map { String(decoding: $0, as: UTF8.self) }.filter { $0.hasPrefix("kumite-") }.map { "\(folder)/\($0)" }
        }
    }

    /// The runs that live lanes name on their command lines.
    private static func liveRuns() throws -> [String] {
        try ProcessTable.read().processes.filter { $0.name == "kumite" }.compactMap { stat in
            let line = (try? Files.read("/proc/\(stat.pid)/cmdline", limit: 1 << 16).bytes) ?? []
            let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            return words.firstIndex(of: "--run").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
        }
    }
}
