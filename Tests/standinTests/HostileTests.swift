import AgentAPI
import Documents
import FoundationEssentials
import Glibc
import Linux
import Recordings
import SwiftProtobuf
import Testing

@testable import TTRPC
@testable import standin

/// What a broken or hostile shim asks of the real program: it is refused, and everything else goes on.
@Suite("A hostile shim", .serialized, .enabled(if: RealStandin.canRun), .timeLimit(.minutes(5)))
struct HostileTests {
    @Test("what can't be done is answered as by an agent without it, and so is what nobody knows")
    func missing() async throws {
        let standin = try await RealStandin()
        let machine = try await standin.machine("pod")
        let missing = [
            "UpdateEphemeralMounts", "GetIPTables", "SetIPTables", "MemAgentMemcgSet", "MemAgentCompactSet",
            "MemHotplugByProbe", "AddSwap", "AddSwapPath", "GetVolumeStats", "ResizeVolume", "SetPolicy",
            "GetDiagnosticData", "NoSuchMethod", "",
        ]
        for method in missing {
            let answer = await machine.agent.call(
                service: AgentService.service, method: method, payload: [], timeout: RealStandin.patience)
            #expect(answer.answer?.status?.code == .unimplemented, "\(method)")
        }
        let done = [
            "OnlineCPUMem", "ReseedRandomDev", "SetGuestDateTime", "RemoveStaleVirtiofsShareMounts", "GetMetrics",
        ]
        for method in done {
            let answer = await machine.agent.call(
                service: AgentService.service, method: method, payload: [], timeout: RealStandin.patience)
            #expect(answer.answer?.succeeded == true, "\(method)")
        }
        let stranger = await machine.agent.call(
            service: "grpc.Stranger", method: "Check", payload: [], timeout: RealStandin.patience)
        #expect(stranger.answer?.status?.code == .unimplemented)
        // Every method that there is has been answered by somebody: none is forgotten in the tables.
        for method in AgentService.methodNames where !missing.contains(method) && !done.contains(method) {
            if ["GetOOMEvent", "DestroySandbox"].contains(method) { continue }
            let answer = await machine.agent.call(
                service: AgentService.service, method: method, payload: [], timeout: RealStandin.patience)
            #expect(answer.answer != nil && answer.answer?.status?.code != .unimplemented, "\(method)")
        }
        #expect(try standin.calls().contains { $0.method == "NoSuchMethod" })
        try await standin.stop(machine)
        try await standin.end()
    }

    @Test("payloads that are no messages, and frames over the limit, leave the connection usable")
    func malformed() async throws {
        let standin = try await RealStandin()
        let machine = try await standin.machine("pod")
        for method in AgentService.methodNames where method != "GetOOMEvent" {
            // A length that goes beyond the end.
            let answer = await machine.agent.call(
                service: AgentService.service, method: method, payload: [0x0a, 0xff, 0xff],
                timeout: RealStandin.patience)
            #expect(answer.answer?.status?.code == .invalidArgument, "\(method)")
        }
        let oversize = await machine.agent.call(
            RawFrame(type: .request, payload: [UInt8](repeating: 0, count: 100 << 20)), timeout: RealStandin.patience)
        #expect(oversize.answer?.status?.code == .resourceExhausted)
        #expect(try await machine.call(HealthService.check, .init()).status == .serving)
        try await standin.stop(machine)
        try await standin.end()
    }

    /// A request for a container, what is wrong with it, and the code that it is answered with.
    private static let damages: [(String, StatusCode, @Sendable (inout Grpc_CreateContainerRequest) -> Void)] = [
        ("no specification", .internal, { $0.clearOci() }),
        ("no bundle", .internal, { $0.oci.annotations = [:] }),
        ("a bundle that climbs", .internal, { $0.oci.annotations[key] = "/tmp/../etc" }),
        ("a relative bundle", .internal, { $0.oci.annotations[key] = "tmp" }),
        ("a bundle elsewhere", .internal, { $0.oci.annotations[key] = "/usr" }),
        ("a bundle that is not there", .internal, { $0.oci.annotations[key]? += "-none" }),
        ("a root that climbs", .internal, { $0.oci.root.path = "/run/../../etc" }),
        ("an id that climbs", .invalidArgument, { $0.containerID = "../../x" }),
        ("an id of no length", .invalidArgument, { $0.containerID = "" }),
        ("a long id", .invalidArgument, { $0.containerID = String(repeating: "a", count: 1000) }),
        ("an id that is there", .internal, { $0.containerID = "main" }),
        ("streams by ports", .unimplemented, { $0.stdoutPort = 1027 }),
        ("a block device", .unimplemented, { $0.devices = [.with { $0.type = "blk" }] }),
        (
            "a shared folder", .unimplemented,
            {
                $0.storages = [
                    .with {
                        $0.driver = "virtio-fs"; $0.mountPoint = "/m"
                    }
                ]
            }
        ),
        (
            "a storage that climbs", .internal,
            {
                $0.storages = [
                    .with {
                        $0.driver = "local"; $0.mountPoint = "/../m"
                    }
                ]
            }
        ),
        ("shared mounts", .unimplemented, { $0.sharedMounts = [Grpc_SharedMount()] }),
        ("a program that is not there", .ok, { $0.oci.process.args = ["/none"] }),
        ("a disk of the host", .internal, { $0.oci.mounts[0].type = "ext4" }),
    ]

    private static let key = "io.katacontainers.pkg.oci.bundle_path"

    @Test("a table of bad containers: each is refused, and the next good one runs")
    func table() async throws {
        let scratch = try Scratch()
        let standin = try await RealStandin(["--bundles", scratch.path], in: scratch)
        let machine = try await standin.machine("pod")
        let early = try machine.request("early", ["exit", "0"])
        #expect(try await machine.code(AgentService.createContainer, early) == .internal)
        try await machine.sandbox()
        #expect(try await machine.code(AgentService.createSandbox, .init()) == .internal)
        try await machine.run("main", ["sleep"])
        for (index, (name, code, damage)) in HostileTests.damages.enumerated() {
            var request = try machine.request("bad-\(index)", ["exit", "0"])
            damage(&request)
            let seen = try await machine.code(AgentService.createContainer, request)
            // What the runtime finds out is found out here or at the start, as the runtime likes.
            if code == .ok {
                let start = try await machine.code(
                    AgentService.startContainer, .with { $0.containerID = "bad-\(index)" })
                #expect([seen, start].contains { $0 != .ok }, "\(name)")
            } else {
                #expect(seen == code, "\(name)")
            }
        }
        // A root that is a link would be any folder of the host.
        let linked = try machine.request("linked", ["exit", "0"])
        _ = Files.removeTree("\(scratch.path)/b-linked/rootfs")
        try Files.makeLink("\(scratch.path)/b-linked/rootfs", to: "/")
        #expect(try await machine.code(AgentService.createContainer, linked) == .internal)
        try await machine.run("good", ["exit", "4"])
        #expect(try await machine.wait("good", "good") == 4)
        try await standin.stop(machine)
        try await standin.end()
    }

    @Test("a container whose bundle no annotation names is looked for by its id, and only below the given folder")
    func bundleByID() async throws {
        let scratch = try Scratch()
        let standin = try await RealStandin(["--bundles", scratch.path], in: scratch)
        let machine = try await standin.machine("pod")
        try await machine.sandbox()
        var request = try machine.request("main", ["exit", "5"])
        request.oci.annotations = [:]
        request.containerID = "b-main"
        request.execID = "b-main"
        _ = try await machine.call(AgentService.createContainer, request)
        _ = try await machine.call(AgentService.startContainer, .with { $0.containerID = "b-main" })
        #expect(try await machine.wait("b-main", "b-main") == 5)
        request.containerID = "none"
        #expect(try await machine.code(AgentService.createContainer, request) == .internal)
        try await standin.stop(machine)
        try await standin.end()
        let lost = try await RealStandin()
        let other = try await lost.machine("pod")
        try await other.sandbox()
        var nowhere = try other.request("main", ["exit", "0"])
        nowhere.oci.annotations = [:]
        #expect(try await other.code(AgentService.createContainer, nowhere) == .internal)
        try await lost.stop(other)
        try await lost.end()
    }

    @Test("processes that are not there, signals that are none, execs that can't be")
    func processes() async throws {
        let standin = try await RealStandin()
        let machine = try await standin.machine("pod")
        try await machine.sandbox()
        try await machine.run("main", ["sleep"])
        func codes(_ container: String, _ exec: String) async throws -> [StatusCode?] {
            [
                try await machine.code(
                    AgentService.waitProcess, .with { ($0.containerID, $0.execID) = (container, exec) }),
                try await machine.code(
                    AgentService.readStdout, .with { ($0.containerID, $0.execID) = (container, exec) }),
                try await machine.code(
                    AgentService.writeStdin, .with { ($0.containerID, $0.execID) = (container, exec) }),
                try await machine.code(
                    AgentService.closeStdin, .with { ($0.containerID, $0.execID) = (container, exec) }),
                try await machine.code(
                    AgentService.signalProcess,
                    .with { ($0.containerID, $0.execID, $0.signal) = (container, exec, 9) }),
            ]
        }
        #expect(try await codes("none", "") == Array(repeating: .notFound, count: 5))
        #expect(try await codes("main", "none") == Array(repeating: .notFound, count: 5))
        let none = Grpc_PauseContainerRequest.with { $0.containerID = "none" }
        #expect(try await machine.code(AgentService.pauseContainer, none) == .notFound)
        #expect(try await machine.code(AgentService.statsContainer, .with { $0.containerID = "none" }) == .notFound)
        #expect(try await machine.code(AgentService.updateContainer, .with { $0.containerID = "none" }) == .notFound)
        #expect(try await machine.code(AgentService.startContainer, .with { $0.containerID = "main" }) == .internal)
        for signal in [0, 65, .max] as [UInt32] {
            let code = try await machine.code(
                AgentService.signalProcess, .with { ($0.containerID, $0.execID, $0.signal) = ("main", "main", signal) })
            #expect(code == .internal, "\(signal)")
        }
        let exec = { (id: String, words: [String]) in
            Grpc_ExecProcessRequest.with { request in
                request.containerID = "main"
                request.execID = id
                request.process = .with {
                    $0.args = words
                    $0.cwd = "/"
                }
            }
        }
        #expect(try await machine.code(AgentService.execProcess, exec("", ["/probe"])) == .invalidArgument)
        #expect(try await machine.code(AgentService.execProcess, exec("e", [])) == .internal)
        #expect(try await machine.code(AgentService.execProcess, exec("e", ["/none"])) == .internal)
        #expect(try await machine.code(AgentService.execProcess, exec("main", ["/probe"])) == .internal)
        #expect(try await machine.code(AgentService.execProcess, exec("e", ["/probe", "sleep"])) == .ok)
        #expect(try await machine.code(AgentService.execProcess, exec("e", ["/probe", "sleep"])) == .internal)
        try await standin.stop(machine)
        try await standin.end()
    }

    @Test("a stream that nobody reads, and a shim that goes in the middle of a call, stop nothing else")
    func unread() async throws {
        let standin = try await RealStandin()
        let machine = try await standin.machine("pod")
        try await machine.sandbox()
        try await machine.run("loud", ["print", "10Mi"])
        try await machine.run("main", ["sleep"])
        let other = try Client(connectingTo: machine.socket)
        let waiting = Task {
            try await other.exchange(
                AgentService.waitProcess, .with { $0.containerID = "main" }, timeout: RealStandin.patience)
        }
        let half = try machine.request("half", ["exit", "5"])
        let third = try Client(connectingTo: machine.socket)
        let making = Task {
            try await third.exchange(AgentService.createContainer, half, timeout: RealStandin.patience)
        }
        // Until both have arrived.
        while try !["WaitProcess", "CreateContainer"].allSatisfy({ method in
            try standin.calls().contains { $0.method == method && (2...3).contains($0.asked.connection) }
        }) {
            try await Task.sleep(for: .milliseconds(5))
        }
        other.close()
        third.close()
        _ = try await (waiting.value, making.value)
        // What was begun is done, though nobody hears of it.
        while try await machine.code(AgentService.startContainer, .with { $0.containerID = "half" }) != .ok {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(try await machine.wait("half", "half") == 5)
        try await machine.signal("loud", "loud", SIGKILL)
        #expect(try await machine.wait("loud", "loud") == 137)
        try await machine.remove("loud")
        try await standin.stop(machine)
        try await standin.end()
    }

    @Test("execs by the dozen, many at a time: each is told its own code, none gets lost")
    func execs() async throws {
        let standin = try await RealStandin()
        let machine = try await standin.machine("pod")
        try await machine.sandbox()
        try await machine.run("main", ["sleep"])
        let codes = try await withThrowingTaskGroup(of: [Int: Int32].self) { group in
            for lane in 0..<20 {
                group.addTask {
                    var codes: [Int: Int32] = [:]
                    for round in 0..<5 {
                        let number = lane * 5 + round
                        try await machine.exec("main", "e\(lane)", ["exit", "\(number)"])
                        codes[number] = try await machine.wait("main", "e\(lane)")
                    }
                    return codes
                }
            }
            return try await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        }
        #expect(codes.count == 100 && codes.allSatisfy { $0.key == Int($0.value) })
        // Nothing of them is kept, neither here nor in the VM's folder.
        let names = try Directory("\(standin.folder)/vms/1").names().map { String(decoding: $0, as: UTF8.self) }
        #expect(names.sorted() == ["agent.sock", "c1", "guest", "hybrid.sock"])
        #expect(try Directory("\(standin.folder)/vms/1/c1").names() == [Array("config.json".utf8)])
        try await standin.stop(machine)
        try await standin.end()
    }

    @Test("VMs that are asked for and never stopped are bounded; two shims' containers may bear one name")
    func machines() async throws {
        let standin = try await RealStandin()
        let one = try await standin.machine("pod-1")
        let two = try await standin.machine("pod-2")
        for machine in [one, two] {
            try await machine.sandbox()
            try await machine.run("same", ["sleep"])
        }
        _ = try await one.call(AgentService.removeContainer, .with { $0.containerID = "same" })
        #expect(try await two.call(AgentService.statsContainer, .with { $0.containerID = "same" }).hasCgroupStats)
        var codes: [StatusCode: Int] = [:]
        for number in 0..<200 {
            let exchange = try await standin.hypervisor.exchange(
                HypervisorService.createVM, .with { $0.id = "vm-\(number)" }, timeout: RealStandin.patience)
            codes[exchange.answer?.status?.code ?? .ok, default: 0] += 1
        }
        #expect(codes == [.ok: Bounds.machines - 2, .resourceExhausted: 200 - Bounds.machines + 2])
        let again = try await standin.hypervisor.exchange(HypervisorService.createVM, .with { $0.id = "pod-1" })
        #expect(again.answer?.status?.code == .alreadyExists)
        let unknown = try await standin.hypervisor.exchange(HypervisorService.startVM, .with { $0.id = "none" })
        #expect(unknown.answer?.status?.code == .notFound)
        one.agent.close()
        two.agent.close()
        // Nobody stops any of them.
        try await standin.end()
    }
}
