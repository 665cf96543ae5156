import Glibc
import Linux
import ShimAPI

extension Fault {
    /// Those that leave something behind. All of it is named after the container, lies where Kumite cleans up, and ends
    /// by itself.
    static let leaks: [Fault] = [
        leakedProcess, leakedZombie, leakedMount, leakedCgroup, leakedNamespace, leakedSocket, leakedFifo, leakedFile,
        leakedDescriptors, leakedMemory, leakAfterFailedCreate,
    ]
}

extension Misbehaviour {
    /// Does something when a container's deletion has been carried out, before that is answered.
    static func afterDelete(_ effect: @escaping @Sendable (String, Stage) async -> Void) -> Misbehaviour {
        Misbehaviour(answer: { call, reply, _ in
            let key = call.key
            guard call.isTask("Delete"), key.exec.isEmpty, reply.status == nil else { return nil }
            return .also { stage in await effect(key.id, stage) }
        })
    }
}

/// What a leaking shim leaves behind.
enum Leftover {
    /// For how long a process stays that is left, in seconds.
    static let seconds = 120

    /// Leaves a process that sleeps; its name leads to the trial that it belongs to.
    @discardableResult
    static func process(_ stage: Stage, newNetwork: Bool = false) -> Int32? {
        guard let program = program("sleep") else { return nil }
        return start(program, ["\(stage.folder)/left", "\(seconds)"], newNetwork: newNetwork)
    }

    /// Leaves a process that sleeps and never reaps a child of its own that has ended.
    static func zombie(_ stage: Stage) {
        guard let shell = program("sh") else { return }
        _ = start(shell, ["\(stage.folder)/left", "-c", "sleep 0 & exec sleep \(seconds)"])
    }

    /// Leaves a process that sleeps and holds one of this program's descriptors.
    static func holder(of number: Int32, seconds: Int, named name: String) {
        guard let program = program("sleep") else { return }
        var request = SpawnRequest(program, environment: [], directory: "/")
        request.arguments = ["left-\(name)", "\(seconds)"]
        request.group = .session
        request.descriptors = [number: Descriptor(owning: dup(number))]
        _ = try? spawn(request)
    }

    /// Leaves a socket at a path that nobody listens at.
    static func socket(_ path: String) {
        guard let listener = try? UnixSocket.listen(.path(path)) else { return }
        listener.close()
    }

    private static func start(_ program: String, _ arguments: [String], newNetwork: Bool = false) -> Int32? {
        var request = SpawnRequest(program, environment: ["PATH=/usr/bin:/bin"], directory: "/")
        request.arguments = arguments
        request.group = .session
        request.newNetwork = newNetwork
        return (try? spawn(request))?.pid
    }

    private static func program(_ name: String) -> String? {
        ["/bin/\(name)", "/usr/bin/\(name)"].first { access($0, X_OK) == 0 }
    }
}
