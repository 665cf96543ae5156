import Foundation
import OCI
import Testing

/// What the machine has to run a bundle with.
private enum Machine {
    static let probe = goldenFolder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Guest/.build/release/probe").path

    /// Runs a runtime where `unified` is not to be seen: crun refuses hosts that have both cgroup versions.
    static let legacy = ["unshare", "-m", "sh", "-c", #"umount /sys/fs/cgroup/unified 2>/dev/null; exec "$0" "$@""#]

    static let runtimes = ["runc", "crun"].filter { name in
        ["/usr/sbin/", "/usr/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + name) }
    }
}

/// What the real runtimes make of the bundle: the only judges of whether the spec is right.
@Suite(
    "Real runtimes run it", .serialized, .enabled(if: getuid() == 0, "needs root"),
    .enabled(if: FileManager.default.isExecutableFile(atPath: Machine.probe), "ci/build makes the probe"),
    .timeLimit(.minutes(1)))
struct RuntimeTests {
    /// Writes a bundle, runs it, and sees to it that nothing of it is left.
    private func run(_ runtime: String, words: [String], change: (inout Spec) -> Void = { _ in }) async throws -> (
        code: Int32, output: String
    ) {
        let id = "kumite-oci-\(UUID().uuidString)"
        let folder = FileManager.default.temporaryDirectory.appending(path: id).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var spec = Spec.standard(args: ["/probe"] + words, cgroupsPath: try CgroupsPath("/\(id)"), hostname: "dojo")
        change(&spec)
        let bundle = try Bundle.write(at: folder + "/bundle", spec: spec, probe: Machine.probe)
        let command = Machine.legacy + [runtime, "--root", folder + "/state"]
        let result = try await OCITests.run(command + ["run", "--bundle", bundle.path, id])
        _ = try await OCITests.run(command + ["delete", "--force", id])
        let left = try FileManager.default.contentsOfDirectory(atPath: "/sys/fs/cgroup").filter {
            FileManager.default.fileExists(atPath: "/sys/fs/cgroup/\($0)/\(id)") || $0 == id
        }
        #expect(left.isEmpty, "cgroups are left in \(left)")
        return result
    }

    @Test("the exit code is the probe's", arguments: Machine.runtimes)
    func exits(_ runtime: String) async throws {
        let result = try await run(runtime, words: ["exit", "3"])
        #expect(result.code == 3, "\(result.output)")
    }

    @Test("PID 1 dies by a fault and by KILL, and has a code for TERM", arguments: Machine.runtimes)
    func dies(_ runtime: String) async throws {
        for (name, code) in [("SEGV", 139), ("SYS", 159), ("KILL", 137), ("TERM", 143)] as [(String, Int32)] {
            let result = try await run(runtime, words: ["signal", name])
            #expect(result.code == code, "\(name) \(result.output)")
        }
    }

    @Test("the probe sees what the spec says", arguments: Machine.runtimes)
    func sees(_ runtime: String) async throws {
        let result = try await run(runtime, words: ["report"]) { spec in
            spec.linux.resources?.memory = .init(limit: 67_108_864)
            spec.linux.resources?.pids = .init(limit: 32)
            spec.process?.user = .init(uid: 1000, gid: 1000, additionalGids: [7, 5])
            spec.process?.oomScoreAdj = 500
        }
        #expect(result.code == 0, "\(result.output)")
        let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        let report = try #require(json as? [String: Any])
        #expect(report["pid"] as? Int == 1)
        #expect(report["uid"] as? Int == 1000)
        #expect((report["groups"] as? [Int])?.filter { $0 != 1000 } == [5, 7])
        #expect(report["hostname"] as? String == "dojo")
        #expect(report["cwd"] as? String == "/")
        #expect(report["noNewPrivileges"] as? Bool == true)
        #expect(report["oomScoreAdjust"] as? Int == 500)
        #expect((report["capabilities"] as? [String: String])?["bounding"] == "00000000a80425fb")
        let files = (report["rlimits"] as? [String: [String: Any]])?["NOFILE"]
        #expect(files?["hard"] as? UInt64 == openFilesAllowed())
        let mounts = try #require(report["mounts"] as? [[String: Any]])
        for mount in Spec.Mount.standard + [.cgroup] {
            #expect(mounts.contains { $0["at"] as? String == mount.destination }, "\(mount.destination)")
        }
        let signals = report["signals"] as? [String: [String]]
        #expect(signals?["blocked"] == [])
    }
}
