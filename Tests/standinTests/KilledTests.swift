import AgentAPI
import Glibc
import Linux
import SwiftProtobuf
import TTRPC
import Testing

@testable import standin

/// The real program killed: a clean-up, or the next one in the folder, removes all that it has left.
@Suite("A killed stand-in", .serialized, .enabled(if: RealStandin.canRun), .timeLimit(.minutes(5)))
struct KilledTests {
    /// How far it has come when it is killed.
    enum Step: String, CaseIterable, Sendable { case machine, sandbox, created, running, exec, removing }

    /// Brings one that far and kills it.
    private func killed(at step: Step) async throws -> RealStandin {
        let standin = try await RealStandin()
        let machine = try await standin.machine("pod")
        if step != .machine { try await machine.sandbox() }
        switch step {
        case .machine, .sandbox: break
        case .created:
            _ = try await machine.call(AgentService.createContainer, machine.request("main", ["bad-init"]))
        case .running, .removing: try await machine.run("main", ["bad-init"])
        case .exec:
            try await machine.run("main", ["sleep"])
            try await machine.exec("main", "e", ["bad-init"])
        }
        let removing: Task<Exchange, any Error>? =
            step != .removing
            ? nil
            : Task {
                try await machine.agent.exchange(
                    AgentService.removeContainer, .with { $0.containerID = "main" }, timeout: RealStandin.patience)
            }
        if removing != nil { try await Task.sleep(for: .milliseconds(10)) }
        try await standin.kill()
        _ = try await removing?.value
        machine.agent.close()
        return standin
    }

    private func clean(_ standin: RealStandin) async throws -> ProcessStatus? {
        let request = SpawnRequest(try RealStandin.program(), ["clean", standin.folder], directory: "/")
        return try await spawn(request).exit(within: RealStandin.patience)?.status
    }

    /// Processes that were given a path below the folder, as the runtime's are.
    private func processes(of standin: RealStandin) -> [Int32] {
        let all = (try? ProcessTable.read().processes) ?? []
        return all.filter { process in
            guard !process.hasEnded, let bytes = try? Files.read("/proc/\(process.pid)/cmdline", limit: 1 << 16).bytes
            else { return false }
            return String(decoding: bytes, as: UTF8.self).contains(standin.folder)
        }.map(\.pid)
    }

    @Test("at each step: the clean-up by name leaves nothing", arguments: Step.allCases)
    func cleaned(_ step: Step) async throws {
        let standin = try await killed(at: step)
        let mark = standin.mark()
        if step == .running || step == .exec { #expect(!RealStandin.groups(mark).isEmpty) }
        #expect(try await clean(standin) == .exited(0))
        #expect(!Files.exists(standin.folder))
        #expect(RealStandin.groups(mark).isEmpty)
        #expect(processes(of: standin).isEmpty)
        // Again, with nothing there.
        #expect(try await clean(standin) == .exited(0))
        standin.scratch.remove()
    }

    @Test("the next one in the same folder begins with nothing, and works")
    func restarted() async throws {
        let first = try await killed(at: .running)
        let second = try await RealStandin(in: first.scratch)
        #expect(RealStandin.groups(second.mark()).isEmpty)
        let machine = try await second.machine("pod")
        try await machine.sandbox()
        try await machine.run("main", ["exit", "3"])
        #expect(try await machine.wait("main", "main") == 3)
        try await second.stop(machine)
        try await second.end()
    }

    @Test("a folder at which another works is left alone")
    func busy() async throws {
        let standin = try await RealStandin()
        #expect(try await clean(standin) == .exited(1))
        let words = ["serve", standin.folder]
        let other = try spawn(SpawnRequest(try RealStandin.program(), words, directory: "/"))
        #expect(try await other.exit(within: RealStandin.patience)?.status == .exited(1))
        let machine = try await standin.machine("pod")
        #expect(try await machine.call(HealthService.check, .init()).status == .serving)
        try await standin.stop(machine)
        try await standin.end()
    }

    @Test("a signal that asks for the end is one")
    func signalled() async throws {
        let standin = try await RealStandin()
        let machine = try await standin.machine("pod")
        try await machine.sandbox()
        try await machine.run("main", ["bad-init"])
        machine.agent.close()
        try standin.process.send(SIGTERM)
        try await standin.end()
    }
}
