import AgentAPI
import SwiftProtobuf
import TTRPC

/// Every method of an agent's socket, each with what carries it out.
///
/// What changes the guest is carried out to its end when the shim has gone meanwhile; what only waits is given up then.
enum AgentMethods {
    static func all(of agent: Agent, _ front: Front) -> [ServerMethod] {
        containers(agent, front) + processes(agent, front) + guest(agent, front) + missing(front) + [
            front.serve(HealthService.check) { _ in .with { $0.status = .serving } },
            front.serve(HealthService.version) { _ in await agent.version() },
        ]
    }

    private static func containers(_ agent: Agent, _ front: Front) -> [ServerMethod] {
        [
            front.serve(AgentService.createSandbox) { request in
                try await shielded { try await agent.createSandbox(request) }
            },
            front.serve(AgentService.destroySandbox) { _ in
                try await shielded { await agent.destroySandbox() }
            },
            front.serve(AgentService.createContainer) { request in
                try await shielded { try await agent.createContainer(request) }
            },
            front.serve(AgentService.startContainer) { request in
                try await shielded { try await agent.startContainer(request) }
            },
            front.serve(AgentService.removeContainer) { request in
                try await shielded { try await agent.removeContainer(request) }
            },
            front.serve(AgentService.updateContainer) { request in
                try await shielded { try await agent.updateContainer(request) }
            },
            front.serve(AgentService.pauseContainer) { request in
                try await shielded { try await agent.turn(request.containerID, paused: true) }
            },
            front.serve(AgentService.resumeContainer) { request in
                try await shielded { try await agent.turn(request.containerID, paused: false) }
            },
            front.serve(AgentService.statsContainer) { request in
                try await shielded { try await agent.statistics(request) }
            },
        ]
    }

    private static func processes(_ agent: Agent, _ front: Front) -> [ServerMethod] {
        [
            front.serve(AgentService.execProcess) { request in
                try await shielded { try await agent.execProcess(request) }
            },
            front.serve(AgentService.signalProcess) { request in
                try await shielded { try await agent.signalProcess(request) }
            },
            front.serve(AgentService.waitProcess) { try await agent.waitProcess($0) },
            front.serve(AgentService.writeStdin) { try await agent.writeStdin($0) },
            front.serve(AgentService.readStdout) { try await agent.read(.stdout, $0) },
            front.serve(AgentService.readStderr) { try await agent.read(.stderr, $0) },
            front.serve(AgentService.closeStdin) { try await agent.closeStdin($0) },
            front.serve(AgentService.ttyWinResize) { try await agent.resize($0) },
            front.serve(AgentService.getOOMEvent) { _ in try await agent.nextMemoryEvent() },
        ]
    }

    /// What is asked of the guest itself. What would change this host is answered as done, and only recorded: its clock,
    /// its random numbers, processors and memory that nobody has plugged in, mounts that nobody shares.
    private static func guest(_ agent: Agent, _ front: Front) -> [ServerMethod] {
        [
            front.serve(AgentService.copyFile) { try await agent.copyFile($0) },
            front.serve(AgentService.updateInterface) { try await agent.updateInterface($0) },
            front.serve(AgentService.updateRoutes) { try await agent.updateRoutes($0) },
            front.serve(AgentService.listInterfaces) { _ in await agent.listInterfaces() },
            front.serve(AgentService.listRoutes) { _ in await agent.listRoutes() },
            front.serve(AgentService.addARPNeighbors) { try await agent.addNeighbours($0) },
            front.serve(AgentService.getGuestDetails) { await agent.guestDetails($0) },
            front.serve(AgentService.getMetrics) { _ in await agent.metrics() },
            front.serve(AgentService.onlineCPUMem) { _ in Agent.Empty() },
            front.serve(AgentService.reseedRandomDev) { _ in Agent.Empty() },
            front.serve(AgentService.setGuestDateTime) { _ in Agent.Empty() },
            front.serve(AgentService.removeStaleVirtiofsShareMounts) { _ in Agent.Empty() },
        ]
    }

    /// What can't be done without a VM, or not by this guest: as an agent that was built without it.
    private static func missing(_ front: Front) -> [ServerMethod] {
        [
            none(AgentService.updateEphemeralMounts, front), none(AgentService.getIPTables, front),
            none(AgentService.setIPTables, front), none(AgentService.memAgentMemcgSet, front),
            none(AgentService.memAgentCompactSet, front), none(AgentService.memHotplugByProbe, front),
            none(AgentService.addSwap, front), none(AgentService.addSwapPath, front),
            none(AgentService.getVolumeStats, front), none(AgentService.resizeVolume, front),
            none(AgentService.setPolicy, front), none(AgentService.getDiagnosticData, front),
        ]
    }

    private static func none<Input: Message, Output: Message>(
        _ method: TTRPCMethod<Input, Output>, _ front: Front
    ) -> ServerMethod {
        front.serve(method) { _ in throw AgentFailure.unimplemented("\(method.path) is not implemented") }
    }
}
