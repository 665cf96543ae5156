import AgentAPI
import Glibc
import Linux
import SwiftProtobuf

/// The agent of one VM: carries a shim's calls out with the host's OCI runtime, and answers as Kata's agent would.
actor Agent {
    /// What an agent of a stand-in is given.
    struct Means: Sendable {
        var runtime: Runtime
        var reaper: Reaper
        var book: ExitBook
        /// This program, which is also the process that holds a pod's namespaces.
        var program: String
        /// Where a bundle may lie; anywhere when nothing is said.
        var bundles: String?
        /// What the agent says that its release is.
        var version: String
    }

    /// A message of nothing, the answer of most calls.
    typealias Empty = AgentService.Empty

    let folder: MachineFolder
    let means: Means
    var sandbox = Sandbox()
    var files: GuestFiles
    var aliases: [GuestPath: GuestPath] = [:]
    var namespaces: GuestNamespaces?
    /// By container and number of the process.
    var processes: [ProcessKey: GuestProcess] = [:]
    var memory: [String: MemoryWatch] = [:]
    var scrapes = 0
    private var consoles = 0
    private var waiting: [UInt64: OneShot<Void>] = [:]
    private var waits: UInt64 = 0
    private var isWatching = false

    /// Which process of the guest: an exec id can come again, this can't.
    struct ProcessKey: Sendable, Hashable {
        var container: Int
        var process: Int
    }

    /// An agent whose guest's files lie in the VM's folder, which is there.
    init(in folder: MachineFolder, _ means: Means) throws {
        self.folder = folder
        self.means = means
        files = try GuestFiles(at: folder.guest)
    }

    // MARK: The sandbox

    func createSandbox(_ request: Grpc_CreateSandboxRequest) async throws -> Empty {
        try sandbox.beginSandbox()
        var isMade = false
        defer { sandbox.sandboxMade(isMade) }
        guard request.hostname.utf8.count <= 64 else {
            throw AgentFailure.refused("the host name has more than 64 bytes")
        }
        try prepare(request.storages)
        if !request.dns.isEmpty {
            let lines = request.dns.map { AgentFailure.line($0) + "\n" }.joined()
            try files.write(GuestPath("/run/kata-containers/sandbox/resolv.conf"), Array(lines.utf8))
        }
        let made = try await GuestNamespaces.start(program: means.program, hostname: request.hostname)
        // Destroyed while they were made.
        guard sandbox.phase == .making else {
            await made.end()
            throw AgentFailure.refused("the sandbox has been destroyed")
        }
        namespaces = made
        isMade = true
        return Empty()
    }

    /// Ends everything that runs; the VM itself goes when the hypervisor is told to stop it.
    func destroySandbox() async -> Empty {
        _ = sandbox.destroy()
        wakeAll()
        // By what the runtime knows, not by what this holds: nothing may stay that was half made.
        for id in means.runtime.containers(beginning: "\(folder.mark)-\(folder.number)-") {
            await delete(id)
        }
        processes = [:]
        memory = [:]
        await namespaces?.end()
        namespaces = nil
        return Empty()
    }

    /// Has the runtime forget a container, whatever state it is in.
    func delete(_ id: String, within limit: Duration = Runtime.limit) async {
        _ = try? await means.runtime.run(["delete", "--force", id], in: folder.path, within: limit)
    }

    /// A path for the next console's socket: short, and never one of before.
    func consolePath() -> String {
        consoles += 1
        return "\(folder.path)/t\(consoles)"
    }

    // MARK: Lost memory

    func nextMemoryEvent() async throws -> Grpc_OOMEvent {
        while true {
            if let id = sandbox.takeMemoryEvent() { return .with { $0.containerID = id } }
            guard sandbox.phase != .destroyed else { throw AgentFailure.refused("the sandbox has been destroyed") }
            let signal = OneShot<Void>()
            waits += 1
            let number = waits
            waiting[number] = signal
            defer { waiting[number] = nil }
            try await signal.get()
        }
    }

    /// Looks whether the kernel has killed a process of the container.
    func lookAtMemory(of id: String) {
        guard var watch = memory[id], let content = try? Files.read(watch.path, limit: 64 << 10).bytes else { return }
        guard watch.notes(String(decoding: content, as: UTF8.self)) else { return }
        memory[id] = watch
        sandbox.lostMemory(id)
        wakeAll()
    }

    /// Looks again and again, as long as there is a sandbox: a process that nobody waits for may have been killed.
    func watchMemory() {
        guard !isWatching else { return }
        isWatching = true
        Task { [weak self] in
            while await self?.lookAtAllMemory() == true {
                try? await Poller.shared.sleep(until: .after(.milliseconds(100)))
            }
        }
    }

    private func lookAtAllMemory() -> Bool {
        for id in memory.keys.sorted() { lookAtMemory(of: id) }
        return sandbox.phase != .destroyed
    }

    private func wakeAll() {
        for signal in waiting.values { signal.set(()) }
        waiting = [:]
    }
}
