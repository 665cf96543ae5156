import AgentAPI
import Documents
import Foundation
import Glibc
import Linux
import Recordings
import SwiftProtobuf
import TTRPC
import Testing

@testable import standin

/// The real program, started as the companion that it is, and a client in a shim's place.
final class RealStandin: Sendable {
    static let runtime = "/usr/sbin/runc"
    static let probe = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Guest/.build/release/probe").path
    static let canRun =
        geteuid() == 0 && [runtime, probe].allSatisfy { (path: String) in access(path, X_OK) == 0 }
    /// How long any call may take here: far more than it does.
    static let patience = Duration.seconds(60)

    let scratch: Scratch
    let process: SpawnedProcess
    let hypervisor: Client
    private let input: Descriptor
    private let output: Descriptor

    /// The stand-in's own folder.
    var folder: String { scratch.path + "/s" }
    var record: String { scratch.path + "/record" }

    /// The program beside the test bundle.
    static func program() throws -> String {
        let bundle = try ThisProcess.program
        return "\(bundle[..<(bundle.lastIndex(of: "/") ?? bundle.endIndex)])/standin"
    }

    init(_ options: [String] = [], in scratch: Scratch? = nil) async throws {
        let scratch = try scratch ?? Scratch()
        self.scratch = scratch
        let (input, output) = (try Linux.Pipe(), try Linux.Pipe())
        let words = ["serve", scratch.path + "/s", "--record", scratch.path + "/record"] + options
        var request = SpawnRequest(try RealStandin.program(), words, directory: "/")
        request.descriptors = [0: input.reading, 1: output.writing, 2: Descriptor(owning: dup(2))]
        process = try spawn(request)
        input.reading.close()
        output.writing.close()
        self.input = input.writing
        self.output = output.reading
        let line = try await RealStandin.line(from: output.reading)
        let ready = try #require(JSONValue(bytes: line), "it says: \(String(decoding: line, as: UTF8.self))")
        hypervisor = try Client(connectingTo: try #require(ready["hypervisor"]?.text))
    }

    private static func line(from descriptor: Descriptor) async throws -> [UInt8] {
        try descriptor.setNonBlocking()
        var line: [UInt8] = []
        while true {
            do {
                let byte = try descriptor.read(upTo: 1)
                if byte.isEmpty || byte == [10] { return line }
                line += byte
            } catch let error as LinuxError where error.errno == EAGAIN {
                guard try await Poller.shared.readable(descriptor, until: .after(patience)) else { return line }
            }
        }
    }

    /// A VM with its agent, as the shim has it after the first three calls.
    func machine(_ id: String) async throws -> RealMachine {
        let made = try await hypervisor.call(
            HypervisorService.createVM,
            .with {
                $0.id = id
                $0.annotations = ["io.katacontainers.config.hypervisor.default_vcpus": "1"]
            }, timeout: RealStandin.patience)
        _ = try await hypervisor.call(HypervisorService.startVM, .with { $0.id = id }, timeout: RealStandin.patience)
        let agent = try Client(connectingTo: made.agentSocketPath)
        return RealMachine(id: id, socket: made.agentSocketPath, agent: agent, scratch: scratch)
    }

    func stop(_ machine: RealMachine) async throws {
        machine.agent.close()
        _ = try await hypervisor.call(
            HypervisorService.stopVM, .with { $0.id = machine.id }, timeout: RealStandin.patience)
    }

    /// Ends it as whoever started it does, and sees that nothing of it is left.
    func end() async throws {
        let mark = mark()
        hypervisor.close()
        input.close()
        let exit = try await process.exit(within: RealStandin.patience)
        #expect(exit?.status == .exited(0))
        let left = try Directory(folder).names().map { String(decoding: $0, as: UTF8.self) }
        #expect(left == ["lock"])
        #expect(RealStandin.groups(mark).isEmpty)
        scratch.remove()
    }

    /// Kills it, and everybody who would clean up behind it.
    func kill() async throws {
        hypervisor.close()
        try process.send(SIGKILL)
        _ = try await process.exit(within: RealStandin.patience)
        input.close()
    }

    /// What the names of its containers and cgroups begin with.
    func mark() -> String { (try? Folders(folder).mark) ?? "none" }

    /// The cgroups, in the root of every hierarchy, whose names begin so.
    static func groups(_ mark: String) -> [String] {
        hierarchies().flatMap { place in names(in: place).map { "\(place)/\($0)" } }
            .filter { $0.contains("/\(mark)-") }.sorted()
    }

    /// The folders of all hierarchies; of one hierarchy alone, those in it too, which do no harm.
    static func hierarchies() -> [String] {
        let root = "/sys/fs/cgroup"
        return [root] + names(in: root).map { "\(root)/\($0)" }
    }

    static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// The record so far, call by call.
    func calls() throws -> [RecordedCall] {
        let record = CompanionRecord(try Files.read(record, limit: 64 << 20).bytes, numberedFrom: 1)
        try #require(record.fault == nil && record.passedOver == 0, "\(record.fault ?? "")")
        return RecordedCall.all(in: record.observations)
    }
}

/// A call of the record with what it was answered.
struct RecordedCall: Sendable {
    var at: UInt64
    var asked: AskedRecord
    var answer: (at: UInt64, replied: RepliedRecord)?

    var method: String { asked.method }

    static func all(in observations: [Observation]) -> [RecordedCall] {
        var calls: [RecordedCall] = []
        for observation in observations {
            switch observation.what {
            case .asked(let asked): calls.append(RecordedCall(at: observation.at, asked: asked))
            case .replied(let replied):
                guard let place = calls.firstIndex(where: { $0.asked.call == replied.call }) else { continue }
                calls[place].answer = (observation.at, replied)
            default: continue
            }
        }
        return calls
    }
}

/// A VM as a shim talks to it.
struct RealMachine: Sendable {
    let id: String
    let socket: String
    let agent: Client
    let scratch: Scratch

    func call<Input: Message, Output: Message>(
        _ method: TTRPCMethod<Input, Output>, _ request: Input
    ) async throws -> Output {
        try await agent.call(method, request, timeout: RealStandin.patience)
    }

    /// The code that a call is answered with.
    func code<Input: Message, Output: Message>(
        _ method: TTRPCMethod<Input, Output>, _ request: Input
    ) async throws -> StatusCode? {
        let exchange = try await agent.exchange(method, request, timeout: RealStandin.patience)
        return exchange.answer.map { $0.status?.code ?? .ok }
    }

    /// The sandbox, as both shims make it.
    func sandbox(hostname: String = "pod") async throws {
        _ = try await call(
            AgentService.createSandbox,
            .with { sandbox in
                sandbox.hostname = hostname
                sandbox.sandboxID = id
                sandbox.dns = ["nameserver 10.0.0.1"]
                sandbox.storages = [
                    .with {
                        $0.driver = "ephemeral"
                        $0.source = "shm"
                        $0.fstype = "tmpfs"
                        $0.mountPoint = "/run/kata-containers/sandbox/shm"
                        $0.options = ["noexec", "nosuid", "nodev", "mode=1777", "size=67108864"]
                    }
                ]
            })
    }

    /// A bundle whose root holds the probe.
    func bundle(_ name: String) throws -> String {
        let bundle = "\(scratch.path)/b-\(name)"
        try Files.makeDirectories(bundle + "/rootfs")
        if !Files.exists(bundle + "/rootfs/probe") {
            try Files.copy(RealStandin.probe, to: bundle + "/rootfs/probe", mode: 0o755)
        }
        return bundle
    }

    /// What creates a container that runs the probe with these words.
    func request(
        _ name: String, _ words: [String], terminal: Bool = false, _ change: (inout Grpc_Spec) -> Void = { _ in }
    ) throws -> Grpc_CreateContainerRequest {
        let bundle = try bundle(name)
        var spec = Grpc_Spec.with { spec in
            spec.version = "1.1.0"
            spec.hostname = "pod"
            spec.process = .with { process in
                process.args = ["/probe"] + words
                process.env = ["PATH=/", "WORD=of-init"]
                process.cwd = "/"
                process.terminal = terminal
                process.capabilities = .with {
                    for set in [\Grpc_LinuxCapabilities.bounding, \.effective, \.permitted] {
                        $0[keyPath: set] = ["CAP_KILL", "CAP_MKNOD"]
                    }
                }
            }
            spec.root = .with { $0.path = "/run/kata-containers/\(name)/rootfs" }
            spec.annotations = ["io.katacontainers.pkg.oci.bundle_path": bundle]
            spec.mounts = [
                ("/proc", "proc", "proc", ["nosuid", "noexec", "nodev"]),
                ("/dev", "tmpfs", "tmpfs", ["nosuid", "strictatime", "mode=755"]),
                ("/dev/pts", "devpts", "devpts", ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"]),
                ("/dev/shm", "bind", "/run/kata-containers/sandbox/shm", ["rbind"]),
            ].map { mount in
                .with {
                    $0.destination = mount.0
                    $0.type = mount.1
                    $0.source = mount.2
                    $0.options = mount.3
                }
            }
            spec.linux = .with { linux in
                linux.cgroupsPath = "/kubepods/\(name)"
                linux.namespaces = ["pid", "ipc", "uts", "mount"].map { type in .with { $0.type = type } }
            }
        }
        change(&spec)
        return .with {
            $0.containerID = name
            $0.execID = name
            $0.oci = spec
        }
    }

    /// Makes and starts a container.
    func run(
        _ name: String, _ words: [String], terminal: Bool = false, _ change: (inout Grpc_Spec) -> Void = { _ in }
    ) async throws {
        _ = try await call(AgentService.createContainer, request(name, words, terminal: terminal, change))
        _ = try await call(AgentService.startContainer, .with { $0.containerID = name })
    }

    /// Starts an exec of the probe.
    func exec(_ container: String, _ exec: String, _ words: [String], terminal: Bool = false) async throws {
        _ = try await call(
            AgentService.execProcess,
            .with { request in
                request.containerID = container
                request.execID = exec
                request.process = .with { process in
                    process.args = ["/probe"] + words
                    process.cwd = "/"
                    process.env = ["WORD=of-exec"]
                    process.terminal = terminal
                }
            })
    }

    func wait(_ container: String, _ exec: String) async throws -> Int32 {
        try await call(
            AgentService.waitProcess,
            .with {
                $0.containerID = container
                $0.execID = exec
            }
        ).status
    }

    func signal(_ container: String, _ exec: String, _ signal: Int32) async throws {
        _ = try await call(
            AgentService.signalProcess,
            .with {
                $0.containerID = container
                $0.execID = exec
                $0.signal = UInt32(signal)
            })
    }

    /// One answer of a stream; nil at its end.
    func piece(_ container: String, _ exec: String, of stderr: Bool = false) async throws -> String? {
        let exchange = try await agent.exchange(
            stderr ? AgentService.readStderr : AgentService.readStdout,
            .with {
                $0.containerID = container
                $0.execID = exec
                $0.len = 32 << 10
            }, timeout: RealStandin.patience)
        guard let answer = exchange.answer, answer.succeeded else { return nil }
        let data = try Grpc_ReadStreamResponse(serializedBytes: answer.payload).data
        return data.isEmpty ? nil : String(decoding: data, as: UTF8.self)
    }

    /// A stream to its end, as a shim copies it.
    func all(_ container: String, _ exec: String, of stderr: Bool = false) async throws -> String {
        var text = ""
        while let more = try await piece(container, exec, of: stderr) { text += more }
        return text
    }

    /// A stream until a line has come.
    func until(_ line: String, _ container: String, _ exec: String) async throws -> String {
        var text = ""
        while !text.contains(line + "\n"), !text.contains(line + "\r\n") {
            guard let more = try await piece(container, exec) else { break }
            text += more
        }
        return text
    }

    func write(_ container: String, _ exec: String, _ text: String) async throws {
        let answer = try await call(
            AgentService.writeStdin,
            .with {
                $0.containerID = container
                $0.execID = exec
                $0.data = Data(text.utf8)
            })
        #expect(answer.len == UInt32(text.utf8.count))
    }

    func closeStdin(_ container: String, _ exec: String) async throws {
        _ = try await call(
            AgentService.closeStdin,
            .with {
                $0.containerID = container
                $0.execID = exec
            })
    }

    func remove(_ container: String) async throws {
        _ = try await call(AgentService.removeContainer, .with { $0.containerID = container })
    }
}
