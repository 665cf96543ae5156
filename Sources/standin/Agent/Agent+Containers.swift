import AgentAPI
import Documents
import Glibc
import Linux
import SwiftProtobuf

extension Agent {
    func createContainer(_ request: Grpc_CreateContainerRequest) async throws -> Empty {
        let terminal = request.oci.process.terminal
        let container = try sandbox.beginContainer(
            request.containerID, exec: request.execID.isEmpty ? request.containerID : request.execID,
            terminal: terminal, sharesProcesses: request.sandboxPidns)
        do {
            let plan = try plan(of: container, request)
            let bundle = folder.bundle(container.number)
            try Files.makeDirectory(bundle, mode: 0o700)
            try Files.write("\(bundle)/config.json", plan.config.bytes, mode: 0o600)
            let process = try await start(
                ["create", "--bundle", bundle], "init", folder.runtimeID(container.number), terminal: terminal,
                in: Caller.mounts)
            guard sandbox.phase == .ready else { throw AgentFailure.refused("the sandbox has been destroyed") }
            keep(process, of: container.id, ProcessKey(container: container.number, process: 0))
            noteMemory(of: container.id, pid: process.pid)
        } catch {
            await forget(container)
            sandbox.containerMade(container.id, false)
            throw error
        }
        sandbox.containerMade(container.id, true)
        return Empty()
    }

    func startContainer(_ request: Grpc_StartContainerRequest) async throws -> Empty {
        let container = try sandbox.beginStart(request.containerID)
        do {
            _ = try await means.runtime.run(["start", folder.runtimeID(container.number)], in: folder.path)
        } catch {
            sandbox.started(container.id, false)
            throw error
        }
        sandbox.started(container.id, true)
        return Empty()
    }

    func removeContainer(_ request: Grpc_RemoveContainerRequest) async throws -> Empty {
        let container = try sandbox.remove(request.containerID)
        let limit = request.timeout == 0 ? Runtime.limit : min(Runtime.limit, .seconds(Int64(request.timeout)))
        await forget(container, within: limit)
        let left = means.runtime.containers(beginning: folder.runtimeID(container.number))
        guard !left.contains(folder.runtimeID(container.number)) else {
            throw AgentFailure.refused("the container \(container.id) could not be removed")
        }
        return Empty()
    }

    func turn(_ id: String, paused: Bool) async throws -> Empty {
        let container = try sandbox.turn(id, paused: paused)
        do {
            let verb = paused ? "pause" : "resume"
            _ = try await means.runtime.run([verb, folder.runtimeID(container.number)], in: folder.path)
        } catch {
            _ = try? sandbox.turn(id, paused: !paused)
            throw error
        }
        return Empty()
    }

    func updateContainer(_ request: Grpc_UpdateContainerRequest) async throws -> Empty {
        let container = try sandbox.container(request.containerID)
        guard request.hasResources else { return Empty() }
        let resources = try ResourcesSpec.json(of: request.resources).value.sortedBytes
        _ = try await means.runtime.run(
            ["update", "--resources", "-", folder.runtimeID(container.number)], in: folder.path, input: resources)
        return Empty()
    }

    func statistics(_ request: Grpc_StatsContainerRequest) async throws -> Grpc_StatsContainerResponse {
        let container = try sandbox.container(request.containerID)
        let said = try await means.runtime.run(
            ["events", "--stats", folder.runtimeID(container.number)], in: folder.path)
        guard let report = JSONValue(bytes: said) else {
            throw AgentFailure.refused("the runtime has said nothing about the container \(container.id)")
        }
        return ContainerStatistics.answer(report)
    }

    // MARK: What a container is made of

    private func plan(
        of container: Sandbox.Container, _ request: Grpc_CreateContainerRequest
    ) throws -> ContainerPlan {
        guard request.stdinPort == 0, request.stdoutPort == 0, request.stderrPort == 0 else {
            throw AgentFailure.unimplemented("streams by ports are not implemented")
        }
        if let device = request.devices.first {
            throw AgentFailure.unimplemented("there is no handler of devices \(AgentFailure.line(device.type))")
        }
        guard request.sharedMounts.isEmpty else {
            throw AgentFailure.unimplemented("shared mounts are not implemented")
        }
        try prepare(request.storages)
        // A guest's path, and nothing lies there: but one that leads out shows a shim that would leave the guest's.
        _ = try GuestPath(request.oci.root.path)
        guard var shared = namespaces?.paths else { throw AgentFailure.refused("there is no sandbox") }
        if let keeper = container.joins {
            guard let keeper = try? sandbox.container(keeper),
                let process = processes[ProcessKey(container: keeper.number, process: 0)], process.ended.value == nil
            else { throw AgentFailure.refused("the pod's PID namespace has gone") }
            shared["pid"] = "/proc/\(process.pid)/ns/pid"
        }
        let place = ContainerPlace(
            root: try root(of: request), cgroup: folder.cgroup(container.number), guest: folder.guest,
            shared: shared, aliases: aliases)
        let plan = try ContainerPlan(request.oci, in: place)
        for path in plan.needs where !files.exists(path) {
            throw AgentFailure.refused("the guest has nothing at \(path)")
        }
        return plan
    }

    /// The root file system in the bundle on this host: the guest's path to it leads nowhere.
    private func root(of request: Grpc_CreateContainerRequest) throws -> String {
        let bundle = try bundle(of: request)
        if let bundles = means.bundles, !bundle.isAt(orBelow: try GuestPath(bundles)) {
            throw AgentFailure.refused("the bundle \(bundle) is not below \(bundles)")
        }
        let root = "\(bundle)/rootfs"
        do {
            // No link: it could lead to any folder of the host.
            _ = try Directory(root)
        } catch {
            throw AgentFailure.refused("the bundle has no root file system: \(error)")
        }
        return root
    }

    /// Where a container's bundle is: as an annotation has it, else in the bundles' folder by the container's id.
    ///
    /// The Go shim adds its annotation only to a specification that has others (3.9, 4.1), the Rust shim to none (4.1).
    private func bundle(of request: Grpc_CreateContainerRequest) throws -> GuestPath {
        let key = "io.katacontainers.pkg.oci.bundle_path"
        if let named = request.oci.annotations[key] { return try GuestPath(named) }
        guard let bundles = means.bundles else {
            throw AgentFailure.refused(
                "no annotation \(key) says where the root file system is, and no --bundles FOLDER is given")
        }
        return try GuestPath("\(bundles)/\(request.containerID)")
    }

    /// Puts in place what is to be mounted in the guest: folders here, and names for other guest paths.
    func prepare(_ storages: [Grpc_Storage]) throws {
        guard storages.count <= Bounds.network else { throw AgentFailure.exhausted("there are too many storages") }
        for storage in storages {
            let place = try GuestPath(storage.mountPoint)
            switch storage.driver {
            case "ephemeral" where storage.fstype == "tmpfs", "local":
                _ = try files.makeFolder(place, mode: StorageMode.of(storage.options) ?? 0o777)
            case "bind", "watchable-bind":
                guard aliases.count < Bounds.network else { throw AgentFailure.exhausted("there are too many mounts") }
                aliases[place] = try GuestPath(storage.source)
            default:
                throw AgentFailure.unimplemented(
                    "there is no handler of storages \(AgentFailure.line(storage.driver))")
            }
        }
    }

    private func noteMemory(of id: String, pid: Int32) {
        guard let groups = try? Files.read("/proc/\(pid)/cgroup", limit: 64 << 10).bytes else { return }
        memory[id] = MemoryWatch(groups: String(decoding: groups, as: UTF8.self), exists: Files.exists)
        watchMemory()
    }

    /// Removes everything of a container that is not the runtime's, and has that forget it.
    private func forget(_ container: Sandbox.Container, within limit: Duration = Runtime.limit) async {
        await delete(folder.runtimeID(container.number), within: limit)
        processes = processes.filter { $0.key.container != container.number }
        memory[container.id] = nil
        _ = Files.removeTree(folder.bundle(container.number))
    }
}

/// The mode that a storage's options ask for.
enum StorageMode {
    static func of(_ options: [String]) -> UInt32? {
        options.lazy.flatMap { $0.split(separator: ",") }.compactMap { option in
            option.hasPrefix("mode=") ? UInt32(option.dropFirst(5), radix: 8).map { $0 & 0o7777 } : nil
        }.first
    }
}
