import AgentAPI
import Linux
import SwiftProtobuf
import TTRPC

/// The remote hypervisor: gives each VM that a shim asks for a folder and, once it is started, an agent.
actor Hypervisor {
    private let folders: Folders
    private let means: Agent.Means
    private let conversation: Conversation
    private let delay: Duration
    private let badGuest: BadGuest?
    /// What calls of the hypervisor itself go through.
    nonisolated let front: Front
    private var machines = Machines()
    private var running: [Int: Machine] = [:]

    init(
        _ folders: Folders, _ means: Agent.Means, _ conversation: Conversation, delay: Duration,
        _ badGuest: BadGuest? = nil
    ) {
        self.folders = folders
        self.means = means
        self.conversation = conversation
        self.delay = delay
        self.badGuest = badGuest
        front = Front(
            machine: "", conversation: conversation, delay: delay, misbehaviour: badGuest?.ofHypervisor)
    }

    /// The service's methods.
    nonisolated func methods() -> [ServerMethod] {
        [
            front.serve(HypervisorService.createVM) { try await self.create($0) },
            front.serve(HypervisorService.startVM) { request in try await shielded { try await self.start(request) } },
            front.serve(HypervisorService.stopVM) { request in try await shielded { try await self.stop(request) } },
            // The number that a service of this protocol says when it has nothing to say.
            front.serve(HypervisorService.version) { _ in .with { $0.version = "0.0.0" } },
        ]
    }

    private func create(_ request: Hypervisor_CreateVMRequest) throws -> Hypervisor_CreateVMResponse {
        let entry = try machines.create(request.id)
        let folder = folders.machine(entry.number)
        do {
            try Files.makeDirectory(folder.path, mode: 0o700)
        } catch {
            _ = try? machines.stop(request.id)
            throw error
        }
        return .with { $0.agentSocketPath = folder.agent }
    }

    private func start(_ request: Hypervisor_StartVMRequest) throws -> Hypervisor_StartVMResponse {
        let entry = try machines.beginStart(request.id)
        do {
            let front = Front(
                machine: request.id, conversation: conversation, delay: delay, misbehaviour: badGuest?.ofAgent)
            if badGuest?.hasAgent ?? true {
                running[entry.number] = try Machine(in: folders.machine(entry.number), means, front)
            }
        } catch {
            machines.started(request.id, false)
            throw error
        }
        machines.started(request.id, true)
        return Hypervisor_StartVMResponse()
    }

    private func stop(_ request: Hypervisor_StopVMRequest) async throws -> Hypervisor_StopVMResponse {
        await end(try machines.stop(request.id))
        return Hypervisor_StopVMResponse()
    }

    private func end(_ entry: Machines.Entry) async {
        await running.removeValue(forKey: entry.number)?.stop()
        _ = Files.removeTree(folders.machine(entry.number).path)
    }

    /// Stops every VM.
    func stopAll() async {
        for (id, _) in machines.entries.sorted(by: { $0.value.number < $1.value.number }) {
            if let entry = try? machines.stop(id) { await end(entry) }
        }
    }
}

/// A started VM: an agent, and its two sockets.
struct Machine: Sendable {
    private let agent: Agent
    private let server: Server
    private let greeting: Greeting
    /// Ends the VM when a fault has it die.
    private let dying: Task<Void, Never>

    /// Starts it; when this returns the agent can be asked.
    init(in folder: MachineFolder, _ means: Agent.Means, _ front: Front) throws {
        agent = try Agent(in: folder, means)
        server = try Server(
            listeningAt: folder.agent, methods: AgentMethods.all(of: agent, front),
            otherwise: { await front.refuse($0) })
        do {
            greeting = try Greeting(at: folder.hybrid, before: folder.agent)
        } catch {
            server.abort()
            throw error
        }
        let (agent, server, greeting) = (self.agent, self.server, self.greeting)
        dying = Task {
            guard (try? await front.cut.get()) != nil else { return }
            await Machine.end(agent, server, greeting)
        }
    }

    /// Ends it, as when its power is cut: nobody is answered any more.
    func stop() async {
        dying.cancel()
        await dying.value
        await Machine.end(agent, server, greeting)
    }

    private static func end(_ agent: Agent, _ server: Server, _ greeting: Greeting) async {
        greeting.stop()
        server.abort()
        _ = await agent.destroySandbox()
    }
}
