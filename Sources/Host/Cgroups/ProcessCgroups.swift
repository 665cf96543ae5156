/// Which cgroups a process is in, as `/proc/PID/cgroup` tells.
package struct ProcessCgroups: Hashable, Sendable {
    /// By hierarchy: `v2`, or the controllers, `cpu,cpuacct`.
    package var byHierarchy: [String: String]

    package init(byHierarchy: [String: String]) {
        self.byHierarchy = byHierarchy
    }

    /// Reads the text of the file; lines that aren't `id:controllers:path` are left out.
    package init(_ text: some Collection<UInt8>) {
        byHierarchy = [:]
        for line in text.split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { continue }
            let controllers = String(decoding: fields[1], as: UTF8.self)
            byHierarchy[controllers.isEmpty ? "v2" : controllers] = String(decoding: fields[2], as: UTF8.self)
        }
    }

    /// Every path, once.
    package var paths: Set<String> { Set(byHierarchy.values) }
}
