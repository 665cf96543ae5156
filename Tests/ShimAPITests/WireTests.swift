import SwiftProtobuf
import Testing

@testable import ShimAPI

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

    @Test("a create request")
    func create() throws {
        let any = Google_Protobuf_Any.with {
            $0.typeURL = "t"
        }
        let request = Containerd_Task_V2_CreateTaskRequest.with {
            $0.id = "i"
            $0.bundle = "/b"
            $0.rootfs = [
                .with {
                    $0.type = "bind"
                    $0.source = "/s"
                    $0.target = "/t"
                    $0.options = ["ro", "rbind"]
                }
            ]
            $0.terminal = true
            $0.stdin = "in"
            $0.stdout = "out"
            $0.stderr = "err"
            $0.checkpoint = "c"
            $0.parentCheckpoint = "p"
            $0.options = any
        }
        let mount = field(1, "bind") + field(2, "/s") + field(3, "/t") + field(4, "ro") + field(4, "rbind")
        let expected =
            field(1, "i") + field(2, "/b") + field(3, mount) + field(4, 1) + field(5, "in") + field(6, "out")
            + field(7, "err") + field(8, "c") + field(9, "p") + field(10, field(1, "t"))
        #expect(try request.serializedBytes() == expected)
    }

    @Test("a state answer")
    func state() throws {
        let bytes =
            field(1, "i") + field(2, "/b") + field(3, 7) + field(4, 3) + field(5, "in") + field(6, "out")
            + field(7, "err") + field(8, 1) + field(9, 5) + field(10, field(1, 9) + field(2, 8)) + field(11, "e")
        let state = try Containerd_Task_V2_StateResponse(serializedBytes: bytes)
        #expect(state.id == "i" && state.bundle == "/b" && state.pid == 7 && state.status == .stopped)
        #expect(state.stdin == "in" && state.stdout == "out" && state.stderr == "err" && state.terminal)
        #expect(state.exitStatus == 5 && state.exitedAt.seconds == 9 && state.exitedAt.nanos == 8)
        #expect(state.execID == "e" && state.unknownFields.data.isEmpty)
    }

    @Test("exec, kill, resize, close and update requests")
    func requests() throws {
        let exec = Containerd_Task_V2_ExecProcessRequest.with {
            $0.id = "i"
            $0.execID = "e"
            $0.terminal = true
            $0.stdin = "0"
            $0.stdout = "1"
            $0.stderr = "2"
            $0.spec = Google_Protobuf_Any(typeURL: "t", bytes: [0x7b, 0x7d])
        }
        #expect(
            try exec.serializedBytes()
                == field(1, "i") + field(2, "e") + field(3, 1) + field(4, "0") + field(5, "1") + field(6, "2")
                + field(7, field(1, "t") + field(2, "{}")))
        let kill = Containerd_Task_V2_KillRequest.with {
            $0.id = "i"
            $0.execID = "e"
            $0.signal = 9
            $0.all = true
        }
        #expect(try kill.serializedBytes() == field(1, "i") + field(2, "e") + field(3, 9) + field(4, 1))
        let resize = Containerd_Task_V2_ResizePtyRequest.with {
            $0.id = "i"
            $0.execID = "e"
            $0.width = 80
            $0.height = 25
        }
        #expect(try resize.serializedBytes() == field(1, "i") + field(2, "e") + field(3, 80) + field(4, 25))
        let close = Containerd_Task_V2_CloseIORequest.with {
            $0.id = "i"
            $0.execID = "e"
            $0.stdin = true
        }
        #expect(try close.serializedBytes() == field(1, "i") + field(2, "e") + field(3, 1))
        let update = Containerd_Task_V2_UpdateTaskRequest.with {
            $0.id = "i"
            $0.resources = Google_Protobuf_Any(typeURL: "t", bytes: [0x7b, 0x7d])
            $0.annotations = ["k": "v"]
        }
        #expect(
            try update.serializedBytes()
                == field(1, "i") + field(2, field(1, "t") + field(2, "{}")) + field(3, field(1, "k") + field(2, "v")))
    }

    @Test("delete, wait, connect, pids and create answers")
    func answers() throws {
        let time = field(1, 1)
        let delete = try Containerd_Task_V2_DeleteResponse(
            serializedBytes: field(1, 7) + field(2, 3) + field(3, time))
        #expect(delete.pid == 7 && delete.exitStatus == 3 && delete.exitedAt.seconds == 1)
        let wait = try Containerd_Task_V2_WaitResponse(serializedBytes: field(1, 3) + field(2, time))
        #expect(wait.exitStatus == 3 && wait.exitedAt.seconds == 1)
        let connect = try Containerd_Task_V2_ConnectResponse(
            serializedBytes: field(1, 7) + field(2, 8) + field(3, "v2"))
        #expect(connect.shimPid == 7 && connect.taskPid == 8 && connect.version == "v2")
        let details = field(1, "containerd.runc.v1.ProcessDetails") + field(2, field(1, "e"))
        let pids = try Containerd_Task_V2_PidsResponse(serializedBytes: field(1, field(1, 7) + field(2, details)))
        #expect(pids.processes.map(\.pid) == [7])
        #expect(pids.processes.first?.info.unpacked(as: Containerd_Runc_V1_ProcessDetails.self)?.execID == "e")
        #expect(try Containerd_Task_V2_CreateTaskResponse(serializedBytes: field(1, 7)).pid == 7)
    }

    @Test("runc's options")
    func options() throws {
        let options = Containerd_Runc_V1_Options.with {
            $0.noPivotRoot = true
            $0.noNewKeyring = true
            $0.shimCgroup = "c"
            $0.ioUid = 1
            $0.ioGid = 2
            $0.binaryName = "crun"
            $0.root = "r"
            $0.criuPath = "p"
            $0.systemdCgroup = true
            $0.criuImagePath = "i"
            $0.criuWorkPath = "w"
            $0.taskApiAddress = "a"
            $0.taskApiVersion = 3
        }
        #expect(
            try options.serializedBytes()
                == field(1, 1) + field(2, 1) + field(3, "c") + field(4, 1) + field(5, 2) + field(6, "crun")
                + field(7, "r") + field(8, "p") + field(9, 1) + field(10, "i") + field(11, "w") + field(12, "a")
                + field(13, 3))
    }

    @Test("the bootstrap of containerd 2.3, in both directions")
    func bootstrap() throws {
        let parameters = Containerd_Runtime_Bootstrap_V1_BootstrapParams.with {
            $0.instanceID = "i"
            $0.namespace = "n"
            $0.logLevel = .warn
            $0.containerdVersion = "2.3"
            $0.containerdTtrpcAddress = "t"
            $0.containerdGrpcAddress = "g"
            $0.containerdBinary = "b"
            $0.extensions = [.with { $0.value = Google_Protobuf_Any(typeURL: "o", bytes: []) }]
            $0.socketDir = ""
        }
        #expect(
            try parameters.serializedBytes()
                == field(1, "i") + field(2, "n") + field(3, 4) + field(4, "2.3") + field(5, "t") + field(6, "g")
                + field(7, "b") + field(8, field(1, field(1, "o"))) + field(9, ""))
        let result = try Containerd_Runtime_Bootstrap_V1_BootstrapResult(
            serializedBytes: field(1, 3) + field(2, "unix:///s") + field(3, "ttrpc")
                + field(5, field(1, "k") + field(2, "v")))
        #expect(result.version == 3 && result.address == "unix:///s" && result.protocol == "ttrpc")
        #expect(result.metadata == ["k": "v"] && result.capabilities.isEmpty)
    }

    @Test("a debug level is the negative number of Go's")
    func levels() throws {
        let parameters = Containerd_Runtime_Bootstrap_V1_BootstrapParams.with { $0.logLevel = .debug }
        #expect(try parameters.serializedBytes() == [3 << 3, 0xfc] + [UInt8](repeating: 0xff, count: 8) + [0x01])
    }

    @Test("metrics of both kinds of cgroups")
    func metrics() throws {
        let one = try Io_Containerd_Cgroups_V1_Metrics(
            serializedBytes: field(2, field(1, 4) + field(2, 9))
                + field(3, field(1, field(1, 11) + field(2, 5) + field(3, 6)) + field(2, field(3, 2)))
                + field(4, [0x80, 0x01, 77] + [0x8a, 0x02, 4, 0x08, 50, 0x10, 20])
                + field(9, field(2, 1) + field(3, 3)))
        #expect(one.pids.current == 4 && one.pids.limit == 9)
        #expect(one.cpu.usage.total == 11 && one.cpu.usage.kernel == 5 && one.cpu.usage.user == 6)
        #expect(one.cpu.throttling.throttledTime == 2)
        #expect(one.memory.hierarchicalMemoryLimit == 77)
        #expect(one.memory.usage.limit == 50 && one.memory.usage.usage == 20)
        #expect(one.memoryOomControl.underOom == 1 && one.memoryOomControl.oomKill == 3)

        let two = try Io_Containerd_Cgroups_V2_Metrics(
            serializedBytes: field(1, field(1, 4)) + field(2, field(1, 11) + field(6, 2))
                + field(4, [0x80, 0x02, 20, 0x88, 0x02, 50]) + field(8, field(4, 1) + field(5, 2)))
        #expect(two.pids.current == 4 && two.cpu.usageUsec == 11 && two.cpu.throttledUsec == 2)
        #expect(two.memory.usage == 20 && two.memory.usageLimit == 50)
        #expect(two.memoryEvents.oom == 1 && two.memoryEvents.oomKill == 2)
        #expect(one.unknownFields.data.isEmpty && two.unknownFields.data.isEmpty)
    }

    @Test("the names that travel in type URLs")
    func names() {
        #expect(Containerd_Runc_V1_Options.protoMessageName == "containerd.runc.v1.Options")
        #expect(Containerd_Runc_V1_CheckpointOptions.protoMessageName == "containerd.runc.v1.CheckpointOptions")
        #expect(Io_Containerd_Cgroups_V1_Metrics.protoMessageName == "io.containerd.cgroups.v1.Metrics")
        #expect(Io_Containerd_Cgroups_V2_Metrics.protoMessageName == "io.containerd.cgroups.v2.Metrics")
        #expect(Runtimeoptions_V1_Options.protoMessageName == "runtimeoptions.v1.Options")
    }
}
