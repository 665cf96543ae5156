import Linux

/// Where the kernel counts how many processes of a container it has killed for want of memory.
struct MemoryWatch: Sendable, Hashable {
    let path: String
    private(set) var seen: UInt64 = 0

    /// The counter of the container that a process is in; nil where the kernel has none.
    ///
    /// - Parameter groups: That process's /proc/PID/cgroup.
    init?(groups: String, exists: (String) -> Bool) {
        let candidates = groups.split(separator: "\n").compactMap { line -> String? in
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[2].hasPrefix("/") else { return nil }
            if parts[1].split(separator: ",").contains("memory") {
                return "/sys/fs/cgroup/memory\(parts[2])/memory.oom_control"
            }
            return parts[0] == "0" && parts[1].isEmpty ? "/sys/fs/cgroup\(parts[2])/memory.events" : nil
        }
        guard let path = candidates.first(where: exists) else { return nil }
        self.path = path
    }

    /// Takes the counter's file in; whether more have been killed than when it was seen last.
    mutating func notes(_ content: String) -> Bool {
        let count = content.split(separator: "\n").lazy.compactMap { line -> UInt64? in
            let words = line.split(separator: " ")
            return words.count == 2 && words[0] == "oom_kill" ? UInt64(words[1]) : nil
        }.first
        guard let count, count > seen else { return false }
        seen = count
        return true
    }
}
