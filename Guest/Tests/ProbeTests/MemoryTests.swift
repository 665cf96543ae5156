import Foundation
import Glibc
import Testing

/// A memory cgroup of a test's own with a limit of 24 MiB, where this machine lets one be made.
private struct MemoryCgroup {
    static let parent: String? = {
        for candidate in ["/sys/fs/cgroup/memory", "/sys/fs/cgroup"] {
            guard getuid() == 0, access(candidate, W_OK) == 0 else { continue }
            if access(candidate + "/memory.limit_in_bytes", R_OK) == 0 { return candidate }
            if readText(candidate + "/cgroup.subtree_control")?.contains("memory") == true { return candidate }
        }
        return nil
    }()

    let path: String

    init(below parent: String) throws {
        path = "\(parent)/probe-test-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let isLegacy = access(path + "/memory.limit_in_bytes", F_OK) == 0
        try "25165824".write(toFile: path + (isLegacy ? "/memory.limit_in_bytes" : "/memory.max"))
        // Without swap the limit is met by killing.
        try? "25165824".write(toFile: path + (isLegacy ? "/memory.memsw.limit_in_bytes" : "/memory.swap.max"))
    }

    /// What starts the probe in it.
    var wrapper: [String] { ["sh", "-c", "echo $$ >\(path)/cgroup.procs; exec \"$0\" \"$@\""] }

    func remove() { #expect(rmdir(path) == 0) }
}

extension String {
    /// Into a file that is there: of a cgroup none can be put in its place.
    fileprivate func write(toFile path: String) throws {
        let file = open(path, O_WRONLY)
        try #require(file >= 0)
        defer { close(file) }
        try #require(Glibc.write(file, self, utf8.count) == utf8.count)
    }
}

@Suite("Memory beyond the limit", .enabled(if: MemoryCgroup.parent != nil), .timeLimit(.minutes(1)))
struct MemoryTests {
    @Test("it is killed")
    func killed() throws {
        let cgroup = try MemoryCgroup(below: try #require(MemoryCgroup.parent))
        defer { cgroup.remove() }
        let ending = try run(["oom", "256Mi"], through: cgroup.wrapper)
        #expect(ending.signal == SIGKILL)
        #expect(ending.text == "ready\n")
    }

    @Test("a child is killed and the parent lives on")
    func child() throws {
        let cgroup = try MemoryCgroup(below: try #require(MemoryCgroup.parent))
        defer { cgroup.remove() }
        let program = try Program(["oom", "256Mi", "--child"], through: cgroup.wrapper)
        #expect(program.line() == "ready")
        #expect(program.line() == "child KILL")
        program.signal(SIGTERM)
        #expect(program.finish().code == 143)
    }

    @Test("the report shows the limit from inside")
    func limit() throws {
        let cgroup = try MemoryCgroup(below: try #require(MemoryCgroup.parent))
        defer { cgroup.remove() }
        let ending = try run(["report", "cgroupLimits"], through: cgroup.wrapper)
        let it = try #require(try JSONSerialization.jsonObject(with: Data(ending.output)) as? [String: Any])
        let hierarchies = try #require(it["cgroupLimits"] as? [String: [String: Any]])
        let memory = try #require(hierarchies["memory"] ?? hierarchies["unified"])
        #expect(memory["at"] as? String == cgroup.path)
        let limits = try #require(memory["limits"] as? [String: String])
        #expect((limits["memory.limit_in_bytes"] ?? limits["memory.max"]) == "25165824")
    }
}
