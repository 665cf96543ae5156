import Testing

@testable import AgentAPI
@testable import TTRPC

@Suite("Service tables")
struct ServiceTableTests {
    @Test("the agent has 42 methods under their names")
    func agent() {
        let paths = [
            AgentService.createContainer.path, AgentService.startContainer.path, AgentService.removeContainer.path,
            AgentService.execProcess.path, AgentService.signalProcess.path, AgentService.waitProcess.path,
            AgentService.updateContainer.path, AgentService.updateEphemeralMounts.path,
            AgentService.statsContainer.path, AgentService.pauseContainer.path, AgentService.resumeContainer.path,
            AgentService.removeStaleVirtiofsShareMounts.path, AgentService.getDiagnosticData.path,
            AgentService.writeStdin.path, AgentService.readStdout.path, AgentService.readStderr.path,
            AgentService.closeStdin.path, AgentService.ttyWinResize.path, AgentService.updateInterface.path,
            AgentService.updateRoutes.path, AgentService.listInterfaces.path, AgentService.listRoutes.path,
            AgentService.addARPNeighbors.path, AgentService.getIPTables.path, AgentService.setIPTables.path,
            AgentService.getMetrics.path, AgentService.memAgentMemcgSet.path, AgentService.memAgentCompactSet.path,
            AgentService.createSandbox.path, AgentService.destroySandbox.path, AgentService.onlineCPUMem.path,
            AgentService.reseedRandomDev.path, AgentService.getGuestDetails.path, AgentService.memHotplugByProbe.path,
            AgentService.setGuestDateTime.path, AgentService.copyFile.path, AgentService.getOOMEvent.path,
            AgentService.addSwap.path, AgentService.addSwapPath.path, AgentService.getVolumeStats.path,
            AgentService.resizeVolume.path, AgentService.setPolicy.path,
        ]
        #expect(paths == AgentService.methodNames.map { "grpc.AgentService/\($0)" })
        #expect(Set(paths).count == 42)
    }

    @Test("what came after 3.0.0 is among them")
    func later() {
        #expect(Set(AgentService.namesAfter3_0).isSubset(of: AgentService.methodNames))
        #expect(AgentService.namesAfter3_0.count == 7)
    }

    @Test("health and the hypervisor have their methods under their names")
    func others() {
        let health = [HealthService.check.path, HealthService.version.path]
        #expect(health == HealthService.methodNames.map { "grpc.Health/\($0)" })
        let hypervisor = [
            HypervisorService.createVM.path, HypervisorService.startVM.path, HypervisorService.stopVM.path,
            HypervisorService.version.path,
        ]
        #expect(hypervisor == HypervisorService.methodNames.map { "hypervisor.Hypervisor/\($0)" })
    }
}
