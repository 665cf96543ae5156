import Glibc
import Linux
import Recordings
import Testing

@testable import Host

/// Real processes with privileges that are known; what is seen of them from outside.
@Suite(.enabled(if: isRoot)) struct PostureTests {
    private func scope(_ pids: Set<Int32> = []) -> TrialScope { TrialScope(nonce: "no-such-nonce", pids: pids) }

    /// Waits until a process executes a program of a name, whose arguments come a moment after it.
    private func settled(_ process: SpawnedProcess, as name: String) async throws {
        #expect(
            try await eventually {
                try ProcessStat.of(process.pid)?.name == name
                    && !Files.read("/proc/\(process.pid)/cmdline", limit: 4096).bytes.isEmpty
            })
    }

    private func end(_ process: SpawnedProcess) async throws {
        try process.send(SIGKILL)
        _ = try await process.exit(within: .seconds(20))
    }

    @Test func aProcessWithLittle() async throws {
        let process = try shell(
            "exec unshare --uts --net setpriv --no-new-privs --reuid 65534 --regid 65533 --groups 7,8 "
                + "--inh-caps=-all --bounding-set=-all,+chown sleep 300 5</dev/null"
        ) { $0.directory = "/usr" }
        try await settled(process, as: "sleep")
        let record = try HostPosture.take(scope(), names: [process.pid: "pid:main"])
        let posture = try #require(record.processes.first)
        #expect(record.processes.count == 1 && record.unseen == 0)
        #expect(posture.role == "workload:main" && posture.pid == process.pid && posture.command == "sleep")
        #expect(posture.arguments == ["sleep", "300"] && posture.directory == "/usr" && posture.root == "/")
        #expect(posture.privileges.users == [65534, 65534, 65534, 65534])
        #expect(posture.privileges.groups == [65533, 65533, 65533, 65533])
        #expect(posture.privileges.supplementary == [7, 8] && posture.privileges.noNewPrivileges == true)
        #expect(posture.privileges.capabilities.effective == 0 && posture.privileges.capabilities.bounding == 1)
        #expect(posture.privileges.seccompMode == 0 && posture.privileges.threads == 1)
        for kind in ["mnt", "pid", "ipc", "user", "cgroup"] {
            #expect(posture.namespaces[kind] == record.laneNamespaces[kind], "\(kind)")
            #expect(posture.namespaces[kind] != nil)
        }
        for kind in ["net", "uts"] { #expect(posture.namespaces[kind] != record.laneNamespaces[kind], "\(kind)") }
        #expect(posture.descriptors.map(\.number) == [0, 1, 2, 5] && posture.descriptorCount == 4)
        #expect(Set(posture.descriptors.map(\.target)) == ["/dev/null"])
        #expect(posture.cgroups == record.laneCgroups && !posture.cgroups.isEmpty)
        #expect(posture.oomScoreAdjust != nil)
        try await end(process)
        #expect(try HostPosture.take(scope(), names: [process.pid: "pid:main"]).processes.isEmpty)
    }

    /// A shim with a helper, and a workload with a child: each is what it descends from.
    @Test func roles() async throws {
        let scratch = try Scratch()
        let ready = "\(scratch.folder)/ready"
        let shim = try shell("sh -c 'sleep 300 & touch \(ready).a; wait' & sleep 299 & touch \(ready).b; wait")
        #expect(try await eventually { access("\(ready).a", F_OK) == 0 && access("\(ready).b", F_OK) == 0 })
        let workload = try #require(
            try ProcessTable.read().children(of: shim.pid).first { $0.name == "sh" })
        let names = [shim.pid: "shim:main", workload.pid: "pid:main"]
        let record = try HostPosture.take(scope(), names: names)
        #expect(record.processes.map(\.role) == ["helper:sleep", "inside:main", "shim:main", "workload:main"])
        let observer = HostObserver(before: nil) { scope() }
        let steady = try await observer.lookAtSteady([.posture], ready: [], passing: [], names: names)
        guard case .posture(let some)? = steady.first else {
            throw HostError(doing: "look", to: "", because: "", now: "")
        }
        #expect(steady.count == 1 && some.processes.map(\.role) == ["helper:sleep", "shim:main"])
        guard
            case .posture(let more)? = try await observer.lookAtSteady(
                [.posture], ready: ["main"], passing: ["sleep"], names: names
            ).first
        else { throw HostError(doing: "look", to: "", because: "", now: "") }
        #expect(more.processes.map(\.role) == ["shim:main", "workload:main"])
        for process in try ProcessTable.read().descendants(of: shim.pid) { try process.identity.send(SIGKILL) }
        try await end(shim)
    }

    /// A sandbox says nothing when its runtime's program has become its own: it is waited for.
    @Test func whoIsNotThereYet() async throws {
        let process = try shell("sleep 0.2; exec sleep 301")
        let observer = HostObserver(before: nil) { scope() }
        // A shim that gives its own pid as its workload's stays what it is.
        guard
            case .posture(let shim)? = try await observer.lookAtSteady(
                [.posture], ready: ["pod"], passing: ["sh"], names: [process.pid: "pid:pod"]
            ).first
        else { throw HostError(doing: "look", to: "", because: "", now: "") }
        #expect(shim.processes.map(\.command) == ["sh"])
        guard
            case .posture(let seen)? = try await observer.lookAtSteady(
                [.posture], ready: ["pod"], passing: ["sh"], becoming: ["sh"], names: [process.pid: "pid:pod"]
            ).first
        else { throw HostError(doing: "look", to: "", because: "", now: "") }
        #expect(seen.processes.map(\.arguments) == [["sleep", "301"]])
        try await end(process)
    }

    /// A number that is another's by now is told only where it descends from the lane.
    @Test func strangers() async throws {
        let own = try await sleeper()
        let names: [Int32: String] = [1: "pid:main", own.pid: "shim:main"]
        var scope = scope()
        #expect(try HostPosture.take(scope, names: names).processes.contains { $0.pid == 1 })
        scope.lane = ThisProcess.pid
        let record = try HostPosture.take(scope, names: names) { $0.hasPrefix("shim:") || $0.hasPrefix("workload:") }
        #expect(record.processes.map(\.pid) == [own.pid])
        try await end(own)
    }

    @Test func memoryThreadsAndDescriptors() async throws {
        let process = try await sleeper()
        try await settled(process, as: "sleep")
        let record = try HostFootprint.take(scope(), names: [process.pid: "shim:main"])
        let taken = try #require(record.processes.first)
        #expect(taken.role == "shim:main" && taken.command == "sleep" && taken.threads == 1 && taken.descriptors == 3)
        let resident = try #require(taken.residentBytes)
        let proportional = try #require(taken.proportionalBytes)
        let own = try #require(taken.privateBytes)
        #expect(own <= proportional && proportional <= resident && own > 0)
        #expect(try #require(taken.peakBytes) >= resident)
        try await end(process)
    }

    /// What Kumite itself keeps in the trial's folders is no leftover while the trial runs; what lies deeper is.
    @Test func theHostAtAStep() async throws {
        let scratch = try Scratch()
        let folder = "/run/kumite/\(scratch.nonce)-0"
        try Files.makeDirectory("\(folder)/state")
        let scope = TrialScope(nonce: scratch.nonce, folders: [folder])
        let observer = HostObserver(before: try HostSnapshot.take(scope)) { scope }
        try Fifo.make("\(folder)/stdout")
        try Fifo.make("\(folder)/state/exec.fifo")
        guard case .host(let difference)? = try observer.look([.host], names: [:]).first else {
            throw HostError(doing: "look", to: "", because: "", now: "")
        }
        #expect(difference.left.map(\.identity) == ["\(folder)/state/exec.fifo"] && difference.moment == "observe")
        #expect(try HostObserver(before: nil) { scope }.look([.host], names: [:]).isEmpty)
    }
}
