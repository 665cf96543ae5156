import Foundation
import Glibc
import Testing

@Suite("The report", .timeLimit(.minutes(1)))
struct ReportTests {
    private func report(through wrapper: [String] = []) throws -> [String: Any] {
        let ending = try run(["report"], through: wrapper)
        #expect(ending.code == 0)
        #expect(ending.output.last == 0x0A)
        #expect(ending.output.filter { $0 == 0x0A }.count == 1, "one line")
        return try #require(try JSONSerialization.jsonObject(with: Data(ending.output)) as? [String: Any])
    }

    @Test("it has exactly the members of contract 1")
    func members() throws {
        #expect(
            Set(try report().keys) == [
                "probe", "pid", "ppid", "pgid", "sid", "uid", "euid", "suid", "gid", "egid", "sgid", "groups", "cwd",
                "argv", "environment", "hostname", "uname", "capabilities", "noNewPrivileges", "seccomp",
                "oomScoreAdjust", "rlimits", "umask", "tty", "signals", "mounts", "mountsCutOff", "cgroup",
                "cgroupLimits", "descriptors", "namespaces", "idMaps", "attributes", "scheduler", "securityLabel",
                "keyrings", "devices", "root", "paths", "files", "sysctls", "cpus", "memory", "kernelCommandLine",
                "kernelModules", "filesystems", "disks", "links", "addresses", "routes", "neighbours", "clocks",
                "processes", "cutOff",
            ])
    }

    @Test("it agrees with the kernel about itself")
    func truth() throws {
        let odd = "a\u{1}\"\\\n\u{fc}"
        let it = try report(through: ["env", "ODD=\(odd)"])
        #expect(it["probe"] as? Int == 1)
        #expect(it["ppid"] as? Int32 == getpid())
        #expect(it["uid"] as? UInt32 == getuid())
        #expect(it["argv"] as? [String] == [Program.path, "report"])
        #expect((it["environment"] as? [String])?.contains("ODD=\(odd)") == true)
        #expect((it["environment"] as? [String])?.contains("GREETING=h\u{e4}llo \"you\"") == true)
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(7), &limit)
        let files = (it["rlimits"] as? [String: [String: Any]])?["NOFILE"]
        #expect(files?["soft"] as? UInt64 == UInt64(limit.rlim_cur))
        let status = try #require(readText("/proc/self/status"))
        let bounding = try #require(status.split(separator: "\n").first { $0.hasPrefix("CapBnd:") })
        let sets = it["capabilities"] as? [String: String]
        #expect(sets?["bounding"] == bounding.split(separator: "\t").last.map(String.init))
        let mounts = try #require(it["mounts"] as? [[String: Any]])
        #expect(mounts.count == readText("/proc/self/mountinfo")?.split(separator: "\n").count)
        #expect(mounts.contains { $0["at"] as? String == "/proc" && $0["type"] as? String == "proc" })
        #expect((it["cgroup"] as? [Any])?.isEmpty == false)
    }

    @Test("bytes that are no UTF-8 leave the text valid")
    func badBytes() throws {
        // Variables are bytes; the shell passes these on.
        let ending = try run(["report"], through: ["sh", "-c", #"ODD="$(printf 'x\377\300\200y')" exec "$0" "$@""#])
        let it = try #require(try JSONSerialization.jsonObject(with: Data(ending.output)) as? [String: Any])
        #expect((it["environment"] as? [String])?.contains("ODD=x\u{FFFD}\u{FFFD}\u{FFFD}y") == true)
    }

    @Test("blocked and ignored signals are those it was born with")
    func signals() throws {
        let it = try report(through: ["env", "--ignore-signal=USR1", "--block-signal=TERM"])
        let signals = it["signals"] as? [String: [String]]
        #expect(signals?["ignored"]?.contains("USR1") == true)
        #expect(signals?["blocked"] == ["TERM"])
    }

    @Test("only the descriptors it was given are open")
    func descriptors() throws {
        let open = try #require(try report()["descriptors"] as? [[String: Any]])
        #expect(open.prefix(3).map { $0["number"] as? Int } == [0, 1, 2])
        #expect(open.prefix(3).map { $0["kind"] as? String } == ["pipe", "pipe", "pipe"])
    }
}
