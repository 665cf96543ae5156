import Glibc
import Linux
import Testing

@testable import Host

@Suite(.enabled(if: isRoot)) struct TrialCgroupTests {
    @Test(arguments: [
        "/", "/system.slice", "/kumite-a/../b", "kumite-a", "/kumite-a//b", "/x/kumite-a", "/kumite-a/.", "",
    ])
    func refusesWhatIsNotOurs(path: String) throws {
        #expect(throws: HostError.self) { try TrialCgroup(path: path, layout: .current()) }
    }

    @Test func holdsAProcessInEveryHierarchyAndLeavesNothing() async throws {
        let scratch = try Scratch()
        let cgroup = try scratch.cgroup()
        try cgroup.make()
        let process = try await sleeper(cgroup.contain)
        let seen = ProcessCgroups(try Files.read("/proc/\(process.pid)/cgroup", limit: 65_536).bytes)
        for hierarchy in cgroup.hierarchies {
            #expect(seen.byHierarchy[hierarchy.name] == cgroup.ownPath, "\(hierarchy.name)")
        }
        #expect(cgroup.processes() == [process.pid])
        #expect(try await cgroup.killAll(by: .after(.seconds(10))).isEmpty)
        #expect(try await process.exit(within: .seconds(20))?.status == .signalled(SIGKILL, core: false))
        #expect(try await cgroup.remove(by: .after(.seconds(10))).isEmpty)
        for hierarchy in cgroup.hierarchies {
            #expect(access(hierarchy.folder(of: "/kumite-\(scratch.nonce)"), F_OK) != 0, "\(hierarchy.name)")
        }
    }

    @Test func removesWhatARuntimeMadeBelowWithItsProcesses() async throws {
        let scratch = try Scratch()
        let cgroup = try scratch.cgroup()
        try cgroup.make()
        let inner = try TrialCgroup(path: cgroup.path + "/container/deep", layout: .current())
        try inner.make()
        let process = try await sleeper(inner.contain)
        #expect(try await cgroup.remove(by: .after(.seconds(10))).isEmpty)
        #expect(try await process.exit(within: .seconds(20))?.status == .signalled(SIGKILL, core: false))
        #expect(access(cgroup.hierarchies[0].folder(of: cgroup.path), F_OK) != 0)
    }

    @Test func killsWhatAV1FreezerHolds() async throws {
        let scratch = try Scratch()
        let cgroup = try scratch.cgroup()
        guard let freezer = try CgroupLayout.current().hierarchy(of: "freezer") else { return }
        try cgroup.make()
        let process = try await sleeper(cgroup.contain)
        try ControlFile.write("FROZEN", to: freezer.folder(of: cgroup.ownPath) + "/freezer.state")
        #expect(try await cgroup.remove(by: .after(.seconds(10))).isEmpty)
        #expect(try await process.exit(within: .seconds(20))?.status == .signalled(SIGKILL, core: false))
    }

    @Test func leavesOtherTrialsAlone() async throws {
        let scratch = try Scratch()
        let one = try scratch.cgroup("one")
        let other = try scratch.cgroup("one-and-more")
        try one.make()
        try other.make()
        let process = try await sleeper(other.contain)
        #expect(try await one.remove(by: .after(.seconds(10))).isEmpty)
        #expect(other.processes() == [process.pid])
        #expect(process.exitSoFar == nil)
        #expect(try await other.remove(by: .after(.seconds(10))).isEmpty)
    }

    @Test func removingWhatIsNotThereIsNoFailure() async throws {
        let scratch = try Scratch()
        #expect(try await scratch.cgroup().remove(by: .after(.seconds(1))).isEmpty)
    }

    /// One trial's removal takes the parents that the next one is just making.
    @Test func comesAndGoesBesideOthers() async throws {
        let scratch = try Scratch()
        let cgroups = try (0..<4).map { try scratch.cgroup("t\($0)") }
        try await withThrowingTaskGroup { group in
            for cgroup in cgroups {
                group.addTask {
                    for _ in 0..<5 {
                        try cgroup.make()
                        #expect(try await cgroup.remove(by: .after(.seconds(10))).isEmpty)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(access(cgroups[0].hierarchies[0].folder(of: "/kumite-\(scratch.nonce)"), F_OK) != 0)
    }
}
