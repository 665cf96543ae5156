import AgentAPI
import Documents
import Linux
import SwiftProtobuf
import Testing

@testable import TTRPC
@testable import standin

/// Each fault in the real program, as a client in a shim's place sees it.
@Suite("A real bad guest", .serialized, .enabled(if: RealStandin.canRun), .timeLimit(.minutes(5)))
struct FaultyTests {
    /// How long a call is waited for that is never answered.
    private static let patience = Duration.milliseconds(700)

    private func with(
        _ fault: String, _ parameters: [String] = [], _ body: (RealStandin, RealMachine) async throws -> Void
    ) async throws {
        let standin = try await RealStandin(["--fault", fault] + parameters.flatMap { ["--with", $0] })
        let machine = try await standin.machine("pod")
        try await body(standin, machine)
        machine.agent.close()
        try await standin.end()
    }

    /// Why a call brought no answer; nil if it did.
    private func failure<Input: Message, Output: Message>(
        _ client: Client, _ method: TTRPCMethod<Input, Output>, _ request: Input
    ) async throws -> CallFailure? {
        let exchange = try await client.exchange(method, request, timeout: FaultyTests.patience)
        if case .failed(let failure) = exchange.outcome { return failure }
        return nil
    }

    @Test("a slow agent answers late, and rightly")
    func slow() async throws {
        try await with("agent/slow", ["milliseconds=300"]) { _, machine in
            let began = Stamp.now
            let health = try await machine.call(HealthService.check, .init())
            #expect(health.status == .serving)
            #expect(Stamp.now.nanoseconds(since: began) >= 300_000_000)
        }
    }

    @Test("a silent agent takes calls and answers none")
    func silent() async throws {
        try await with("agent/silent", ["method=CreateSandbox"]) { standin, machine in
            #expect(try await machine.call(HealthService.check, .init()).status == .serving)
            #expect(try await failure(machine.agent, AgentService.createSandbox, .init()) != nil)
            #expect(try await failure(machine.agent, HealthService.check, .init()) != nil)
            let call = try #require(try standin.calls().first { $0.method == "CreateSandbox" })
            #expect(call.answer == nil)
        }
    }

    @Test("a VM that dies takes the connection and all its processes along")
    func gone() async throws {
        try await with("agent/gone") { standin, machine in
            try await machine.sandbox()
            _ = try await machine.call(AgentService.createContainer, machine.request("main", ["sleep"]))
            #expect(!RealStandin.groups(standin.mark()).isEmpty)
            let exchange = try await machine.agent.exchange(
                AgentService.startContainer, .with { $0.containerID = "main" }, timeout: RealStandin.patience)
            #expect(exchange.answer == nil)
            while !RealStandin.groups(standin.mark()).isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            #expect(throws: (any Error).self) { try Client(connectingTo: machine.socket) }
            try await standin.stop(machine)
        }
    }

    @Test("a wrong error is answered in the place of the act")
    func wrongError() async throws {
        try await with("agent/wrong-error", ["method=CreateSandbox", "code=unavailable"]) { _, machine in
            let code = try await machine.code(AgentService.createSandbox, .init())
            #expect(code == .unavailable)
        }
    }

    @Test("health and version are what the fault says", arguments: ["not-serving", "old-version", "new-version"])
    func health(_ fault: String) async throws {
        try await with("agent/\(fault)") { _, machine in
            let status = try await machine.call(HealthService.check, .init()).status
            let version = try await machine.call(HealthService.version, .init()).agentVersion
            #expect((status == .serving) == (fault != "not-serving"))
            #expect(version == ["old-version": "0.0.1", "new-version": "99.0.0-rc1"][fault] ?? "4.1.0")
        }
    }

    @Test("an agent of 3.0 does not know what came later")
    func ofThree() async throws {
        try await with("agent/of-3.0") { _, machine in
            let later = try await machine.code(AgentService.removeStaleVirtiofsShareMounts, .init())
            let early = try await machine.code(AgentService.getGuestDetails, .init())
            #expect(later == .unimplemented && early == .ok)
        }
    }

    @Test("an output without an end, beside an exit that is told")
    func endless() async throws {
        try await with("streams/endless") { _, machine in
            try await machine.sandbox()
            try await machine.run("main", ["say", "hello"])
            #expect(try await machine.piece("main", "main") == "hello\n")
            let request = Grpc_ReadStreamRequest.with {
                $0.containerID = "main"
                $0.len = 100
            }
            #expect(try await failure(machine.agent, AgentService.readStdout, request) != nil)
            #expect(try await machine.wait("main", "main") == 0)
            try await machine.remove("main")
        }
    }

    @Test("an exit that is lost, and one that there is none of")
    func exits() async throws {
        try await with("exit/lost") { _, machine in
            try await machine.sandbox()
            try await machine.run("main", ["exit", "3"])
            let wait = Grpc_WaitProcessRequest.with { $0.containerID = "main" }
            #expect(try await failure(machine.agent, AgentService.waitProcess, wait) != nil)
            try await machine.remove("main")
        }
        try await with("exit/out-of-range") { _, machine in
            try await machine.sandbox()
            try await machine.run("main", ["exit", "3"])
            #expect(try await machine.wait("main", "main") == -70_000)
        }
    }

    @Test("a storm of events, and then none")
    func storm() async throws {
        try await with("memory/storm", ["events=200"]) { _, machine in
            try await machine.sandbox()
            try await machine.run("main", ["sleep"])
            for _ in 0..<200 {
                #expect(try await machine.call(AgentService.getOOMEvent, .init()).containerID == "main")
            }
            #expect(try await failure(machine.agent, AgentService.getOOMEvent, .init()) != nil)
        }
    }

    @Test("VMs that are refused, that never start, and in which nobody listens")
    func machines() async throws {
        let refused = try await RealStandin(["--fault", "vm/refused", "--with", "method=CreateVM"])
        let exchange = try await refused.hypervisor.exchange(
            HypervisorService.createVM, .with { $0.id = "pod" }, timeout: RealStandin.patience)
        #expect(exchange.answer?.status?.code == .internal)
        try await refused.end()

        let silent = try await RealStandin(["--fault", "vm/never-starts"])
        _ = try await silent.hypervisor.call(HypervisorService.createVM, .with { $0.id = "pod" })
        let start = Hypervisor_StartVMRequest.with { $0.id = "pod" }
        #expect(try await failure(silent.hypervisor, HypervisorService.startVM, start) != nil)
        try await silent.end()

        let empty = try await RealStandin(["--fault", "vm/no-agent"])
        let made = try await empty.hypervisor.call(HypervisorService.createVM, .with { $0.id = "pod" })
        _ = try await empty.hypervisor.call(HypervisorService.startVM, start)
        #expect(throws: (any Error).self) { try Client(connectingTo: made.agentSocketPath) }
        _ = try await empty.hypervisor.call(HypervisorService.stopVM, .with { $0.id = "pod" })
        try await empty.end()
    }
}
