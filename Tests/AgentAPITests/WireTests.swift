import SwiftProtobuf
import Testing

@testable import AgentAPI

/// Bytes written by hand from the field numbers, so that a wrong number in a .proto file is seen.
@Suite("Messages on the wire")
struct WireTests {
    private func field(_ number: UInt8, _ text: String) -> [UInt8] {
        [number << 3 | 2, UInt8(text.utf8.count)] + Array(text.utf8)
    }

    private func field(_ number: UInt8, _ message: [UInt8]) -> [UInt8] {
        [number << 3 | 2, UInt8(message.count)] + message
    }

    private func field(_ number: UInt8, _ value: UInt8) -> [UInt8] {
        [number << 3, value]
    }

    @Test("the hypervisor's messages")
    func hypervisor() throws {
        let create = Hypervisor_CreateVMRequest.with {
            $0.id = "i"
            $0.annotations = ["k": "v"]
            $0.networkNamespacePath = "/n"
        }
        #expect(
            try create.serializedBytes()
                == field(1, "i") + field(2, field(1, "k") + field(2, "v")) + field(3, "/n"))
        let answer = Hypervisor_CreateVMResponse.with { $0.agentSocketPath = "/s" }
        #expect(try answer.serializedBytes() == field(1, "/s"))
        #expect(try Hypervisor_StartVMRequest(serializedBytes: field(1, "i")).id == "i")
        #expect(try Hypervisor_StopVMRequest(serializedBytes: field(1, "i")).id == "i")
        #expect(try Hypervisor_VersionResponse(serializedBytes: field(1, "v")).version == "v")
    }

    @Test("health and version")
    func health() throws {
        #expect(try Grpc_HealthCheckResponse(serializedBytes: field(1, 1)).status == .serving)
        #expect(try Grpc_HealthCheckResponse(serializedBytes: field(1, 2)).status == .notServing)
        let version = try Grpc_VersionCheckResponse(serializedBytes: field(1, "g") + field(2, "a"))
        #expect(version.grpcVersion == "g" && version.agentVersion == "a")
    }

    @Test("a sandbox: every field")
    func sandbox() throws {
        let storage =
            field(1, "ephemeral") + field(2, "o") + field(3, "shm") + field(4, "tmpfs") + field(5, "size=1")
            + field(6, "/m") + field(7, field(2, 7) + field(3, 1)) + field(8, 1)
        let bytes =
            field(1, "h") + field(2, "d") + field(3, storage) + field(4, 1) + field(5, "s") + field(6, "/hooks")
            + field(7, field(1, "mod") + field(2, "p=1"))
        let request = try Grpc_CreateSandboxRequest(serializedBytes: bytes)
        #expect(request.hostname == "h" && request.dns == ["d"] && request.sandboxPidns && request.sandboxID == "s")
        #expect(request.guestHookPath == "/hooks")
        #expect(request.kernelModules.map(\.name) == ["mod"] && request.kernelModules.map(\.parameters) == [["p=1"]])
        let mount = try #require(request.storages.first)
        #expect(mount.driver == "ephemeral" && mount.driverOptions == ["o"] && mount.source == "shm")
        #expect(mount.fstype == "tmpfs" && mount.options == ["size=1"] && mount.mountPoint == "/m" && mount.shared)
        #expect(mount.fsGroup.groupID == 7 && mount.fsGroup.groupChangePolicy == .onRootMismatch)
        #expect(try request.serializedBytes() == bytes)
    }

    @Test("a container: its own fields, and the specification in the sixth")
    func container() throws {
        let spec = field(1, "1.0.2") + field(3, field(1, "/r") + field(2, 1)) + field(4, "h")
        let bytes =
            field(1, "c") + field(2, "e") + field(3, field(1, "u") + field(2, "g") + field(3, "a"))
            + field(4, field(1, "i") + field(2, "blk") + field(3, "/v") + field(4, "/c") + field(5, "o"))
            + field(5, field(6, "/m")) + field(6, spec) + field(7, 1)
            + field(8, field(1, "n") + field(2, "s") + field(3, "/s") + field(4, "d") + field(5, "/d"))
            + field(9, 10) + field(10, 11) + field(11, 12)
        let request = try Grpc_CreateContainerRequest(serializedBytes: bytes)
        #expect(request.containerID == "c" && request.execID == "e" && request.sandboxPidns)
        #expect(request.stringUser.uid == "u" && request.stringUser.gid == "g")
        #expect(request.stringUser.additionalGids == ["a"])
        #expect(request.devices.map(\.containerPath) == ["/c"] && request.storages.map(\.mountPoint) == ["/m"])
        #expect(request.oci.version == "1.0.2" && request.oci.root.path == "/r" && request.oci.root.readonly)
        #expect(request.oci.hostname == "h" && request.sharedMounts.map(\.dstPath) == ["/d"])
        #expect(request.stdinPort == 10 && request.stdoutPort == 11 && request.stderrPort == 12)
        #expect(try request.serializedBytes() == bytes)
    }

    @Test("a process and what it may do")
    func process() throws {
        let capabilities =
            field(1, "B") + field(2, "E") + field(3, "I") + field(4, "P") + field(5, "A")
        let bytes =
            field(1, 1) + field(2, field(1, 25) + field(2, 80))
            + field(3, field(1, 5) + field(2, 6) + field(3, [7]) + field(4, "n")) + field(4, "a") + field(5, "E=1")
            + field(6, "/w") + field(7, capabilities) + field(8, field(1, "RLIMIT_CORE") + field(2, 9) + field(3, 8))
            + field(9, 1) + field(10, "aa") + field(11, 3) + field(12, "se")
        let process = try Grpc_Process(serializedBytes: bytes)
        #expect(process.terminal && process.consoleSize.height == 25 && process.consoleSize.width == 80)
        #expect(process.user.uid == 5 && process.user.gid == 6 && process.user.additionalGids == [7])
        #expect(process.args == ["a"] && process.env == ["E=1"] && process.cwd == "/w")
        #expect(process.capabilities.bounding == ["B"] && process.capabilities.effective == ["E"])
        #expect(process.capabilities.inheritable == ["I"] && process.capabilities.permitted == ["P"])
        #expect(process.capabilities.ambient == ["A"])
        #expect(process.rlimits.map(\.hard) == [9] && process.rlimits.map(\.soft) == [8])
        #expect(process.noNewPrivileges && process.apparmorProfile == "aa" && process.selinuxLabel == "se")
        #expect(process.oomscoreAdj == 3 && process.unknownFields.data.isEmpty)
    }

    @Test("what only Linux has, and its limits")
    func linux() throws {
        let resources =
            field(1, field(1, 1) + field(2, "c") + field(3, 1) + field(4, 3) + field(5, "rwm"))
            + field(2, field(1, 9) + field(2, 8) + field(3, 7) + field(6, 6) + field(7, 1))
            + field(3, field(1, 5) + field(2, 4) + field(3, 3) + field(6, "0") + field(7, "1"))
            + field(4, field(1, 2)) + field(5, field(1, 10)) + field(6, field(1, "2MB") + field(2, 11))
            + field(7, field(1, 12))
        let bytes =
            field(1, field(1, 1) + field(2, 2) + field(3, 3)) + field(3, field(1, "k") + field(2, "v"))
            + field(4, resources) + field(5, "/g") + field(6, field(1, "pid") + field(2, "/p"))
            + field(7, field(1, "/d") + field(2, "c") + field(3, 1) + field(4, 3) + field(5, 6) + field(6, 7))
            + field(8, field(1, "SCMP") + field(4, field(1, "n") + field(2, "A") + field(3, 9)))
            + field(9, "slave") + field(10, "/m") + field(11, "/o") + field(12, "l")
        let linux = try Grpc_Linux(serializedBytes: bytes)
        #expect(linux.uidmappings.map(\.hostID) == [1] && linux.uidmappings.map(\.containerID) == [2])
        #expect(linux.sysctl == ["k": "v"] && linux.cgroupsPath == "/g" && linux.rootfsPropagation == "slave")
        #expect(linux.namespaces.map(\.type) == ["pid"] && linux.namespaces.map(\.path) == ["/p"])
        #expect(linux.devices.map(\.fileMode) == [6] && linux.devices.map(\.uid) == [7])
        #expect(linux.seccomp.syscalls.map(\.errnoret) == [9] && linux.mountLabel == "l")
        #expect(linux.maskedPaths == ["/m"] && linux.readonlyPaths == ["/o"])
        #expect(linux.resources.memory.limit == 9 && linux.resources.memory.disableOomkiller)
        #expect(linux.resources.memory.swappiness == 6 && linux.resources.cpu.mems == "1")
        #expect(linux.resources.pids.limit == 2 && linux.resources.blockIo.weight == 10)
        #expect(linux.resources.hugepageLimits.map(\.limit) == [11] && linux.resources.network.classID == 12)
        #expect(linux.resources.devices.map(\.access) == ["rwm"])
        #expect(try linux.serializedBytes() == bytes)
    }

    @Test("processes and streams")
    func streams() throws {
        let exec = try Grpc_ExecProcessRequest(
            serializedBytes: field(1, "c") + field(2, "e") + field(4, field(4, "a")) + field(5, 1) + field(7, 3))
        #expect(exec.containerID == "c" && exec.execID == "e" && exec.process.args == ["a"])
        #expect(exec.stdinPort == 1 && exec.stderrPort == 3)
        let signal = Grpc_SignalProcessRequest.with {
            $0.containerID = "c"
            $0.execID = "e"
            $0.signal = 9
        }
        #expect(try signal.serializedBytes() == field(1, "c") + field(2, "e") + field(3, 9))
        #expect(try Grpc_WaitProcessResponse(serializedBytes: field(1, 7)).status == 7)
        let read = Grpc_ReadStreamRequest.with {
            $0.containerID = "c"
            $0.execID = "e"
            $0.len = 100
        }
        #expect(try read.serializedBytes() == field(1, "c") + field(2, "e") + field(3, 100))
        let resize = Grpc_TtyWinResizeRequest.with {
            $0.row = 25
            $0.column = 80
        }
        #expect(try resize.serializedBytes() == field(3, 25) + field(4, 80))
        #expect(try Grpc_ReseedRandomDevRequest(serializedBytes: field(2, "x")).data.count == 1)
    }

    @Test("a file's part")
    func file() throws {
        let bytes =
            field(1, "/p") + field(2, 9) + field(3, 8) + field(4, 7) + field(5, 6) + field(6, 5) + field(7, 4)
            + field(8, "data")
        let part = try Grpc_CopyFileRequest(serializedBytes: bytes)
        #expect(part.path == "/p" && part.fileSize == 9 && part.fileMode == 8 && part.dirMode == 7)
        #expect(part.uid == 6 && part.gid == 5 && part.offset == 4 && part.data.count == 4)
        #expect(try part.serializedBytes() == bytes)
    }

    @Test("interfaces, routes, neighbours")
    func network() throws {
        let address = field(1, 1) + field(2, "fe80::1") + field(3, "64")
        let interface =
            field(1, "eth0") + field(2, "n") + field(3, address) + field(4, 9) + field(5, "02") + field(6, "p")
            + field(7, "veth") + field(8, 8)
        let update = try Grpc_UpdateInterfaceRequest(serializedBytes: field(1, interface))
        #expect(update.interface.device == "eth0" && update.interface.mtu == 9 && update.interface.hwAddr == "02")
        #expect(update.interface.ipaddresses.map(\.mask) == ["64"] && update.interface.rawFlags == 8)
        #expect(update.interface.ipaddresses.map(\.family) == [.v6])
        let route =
            field(1, "d") + field(2, "g") + field(3, "eth0") + field(4, "s") + field(5, 4) + field(6, 1) + field(7, 2)
            + field(8, 3)
        let routes = try Grpc_UpdateRoutesRequest(serializedBytes: field(1, field(1, route)))
        #expect(routes.routes.routes.map(\.gateway) == ["g"] && routes.routes.routes.map(\.scope) == [4])
        #expect(routes.routes.routes.map(\.family) == [.v6] && routes.routes.routes.map(\.mtu) == [3])
        let neighbour = field(1, address) + field(2, "eth0") + field(3, "02") + field(4, 5) + field(5, 6)
        let neighbours = try Grpc_AddARPNeighborsRequest(serializedBytes: field(1, field(1, neighbour)))
        #expect(neighbours.neighbors.arpneighbors.map(\.state) == [5])
    }

    @Test("what a container's cgroup counts")
    func stats() throws {
        let answer = Grpc_StatsContainerResponse.with {
            $0.cgroupStats.cpuStats.cpuUsage.totalUsage = 1
            $0.cgroupStats.memoryStats.usage.usage = 2
            $0.cgroupStats.pidsStats.limit = 3
            $0.networkStats = [.with { $0.txDropped = 4 }]
        }
        let cgroups =
            field(1, field(1, field(1, 1))) + field(2, field(2, field(1, 2))) + field(3, field(2, 3))
        #expect(try answer.serializedBytes() == field(1, cgroups) + field(2, field(9, 4)))
    }
}
