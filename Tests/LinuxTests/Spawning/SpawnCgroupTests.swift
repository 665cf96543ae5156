import Glibc
import Linux
import Testing

/// A folder of a test's own in the first mounted hierarchy of a type; nil where there is none.
private func withCgroup(_ type: String, _ body: (String, MountEntry) async throws -> Void) async throws {
    let names = ["pids", "cpuacct", "freezer", "memory"]
    let hierarchy = try MountTable(of: 0).entries.first { entry in
        entry.type == type && (type == "cgroup2" || names.contains { entry.superOptions.contains($0) })
    }
    let mounted = try #require(hierarchy)
    let folder = "\(mounted.target)/kumite-test-\(getpid())-\(type)"
    try Files.makeDirectory(folder)
    defer { #expect(throws: Never.self) { try Files.removeDirectory(folder) } }
    try await body(folder, mounted)
}

private let mountedTypes = Set(((try? MountTable(of: 0))?.entries ?? []).map(\.type))

@Suite struct SpawnCgroupTests {
    @Test(.enabled(if: mountedTypes.contains("cgroup"))) func entersVersionOneBeforeTheExec() async throws {
        try await withCgroup("cgroup") { folder, hierarchy in
            let procs = try Files.open("\(folder)/cgroup.procs", O_WRONLY)
            let ran = try await run("/bin/cat", ["/proc/self/cgroup"]) { $0.cgroupProcs = [("test", procs)] }
            #expect(ran.output.contains("/\(folder.split(separator: "/").last ?? "?")\n"))
            let ours = try Files.read("/proc/self/cgroup", limit: 65_536).bytes
            #expect(!String(decoding: ours, as: UTF8.self).contains("kumite-test-\(getpid())-cgroup\n"))
        }
    }

    @Test(.enabled(if: mountedTypes.contains("cgroup2"))) func isBornInVersionTwo() async throws {
        try await withCgroup("cgroup2") { folder, _ in
            let cgroup = try Directory(folder).descriptor
            let ran = try await run("/bin/cat", ["/proc/self/cgroup"]) { $0.cgroup = cgroup }
            let line = ran.lines.first { $0.hasPrefix("0::") }
            #expect(line?.hasSuffix("/\(folder.split(separator: "/").last ?? "?")") == true)
        }
    }
}
