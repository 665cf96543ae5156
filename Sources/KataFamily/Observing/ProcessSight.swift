import Host
import Kata
import Linux

/// The processes of the host as the family's model takes them, and where those of a sandbox are.
enum ProcessSight {
    /// What is kept of one command line, and of the threads of one process.
    private static let argumentBytes = 32_768
    private static let mostThreads = 512

    /// All processes.
    ///
    /// - Throws: A `LinuxError` when /proc can't be read; what ends meanwhile is left out.
    static func all() throws -> [Kata.HostProcess] {
        try ProcessTable.read().processes.map { process in
            Kata.HostProcess(
                pid: process.pid, parent: process.parent, command: process.name,
                arguments: process.hasEnded ? [] : arguments(of: process.pid), isZombie: process.hasEnded)
        }
    }

    private static func arguments(of pid: Int32) -> [String] {
        guard let read = try? Files.read("/proc/\(pid)/cmdline", limit: argumentBytes) else { return [] }
        return read.bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Where each process of a sandbox is, and those threads that are elsewhere than it.
    static func seats(of sandbox: SandboxProcesses) -> [SandboxCgroups.Seat] {
        sandbox.members.flatMap { member -> [SandboxCgroups.Seat] in
            guard let role = member.role, role != .call, !member.process.isZombie else { return [] }
            let folder = "/proc/\(member.process.pid)"
            let whole = cgroups("\(folder)/cgroup")
            let threads = ((try? Directory("\(folder)/task").names(limit: mostThreads)) ?? [])
                .map { String(decoding: $0, as: UTF8.self) }.sorted()
            let apart = threads.flatMap { thread -> [SandboxCgroups.Seat] in
                let name = (try? Files.read("\(folder)/task/\(thread)/comm", limit: 64).bytes) ?? []
                let text = String(decoding: name.prefix { $0 != 0x0a }, as: UTF8.self)
                return cgroups("\(folder)/task/\(thread)/cgroup").filter { whole[$0.key] != $0.value }
                    .map { SandboxCgroups.Seat(role, thread: text, hierarchy: $0.key, path: $0.value) }
            }
            return whole.sorted { $0.key < $1.key }
                .map { SandboxCgroups.Seat(role, hierarchy: $0.key, path: $0.value) } + apart
        }
    }

    private static func cgroups(_ path: String) -> [String: String] {
        (try? Files.read(path, limit: 16_384)).map { ProcessCgroups($0.bytes).byHierarchy } ?? [:]
    }
}
