import CLinux
import Glibc

extension SpawnRequest {
    /// The request as `clinux_spawn` takes it; valid as long as the arena.
    func lowered(into arena: CArena) throws(LinuxError) -> clinux_spawn {
        var lowered = clinux_spawn()
        lowered.path = UnsafePointer(try arena.text(path))
        lowered.arguments = try arena.texts(arguments)
        lowered.environment = try arena.texts(environment)
        if let directory { lowered.directory = UnsafePointer(try arena.text(directory)) }

        let placed = try placedDescriptors(arena)
        lowered.child_numbers = arena.array(placed.map(\.child))
        lowered.own_numbers = arena.array(placed.map(\.own))
        lowered.descriptor_count = UInt32(placed.count)
        lowered.terminal = terminal ?? -1

        var procs: [Int32] = []
        for entry in cgroupProcs { procs.append(try arena.number(entry.file)) }
        lowered.procs = arena.array(procs)
        lowered.procs_count = UInt32(procs.count)
        lowered.cgroup = -1
        if let cgroup { lowered.cgroup = try arena.number(cgroup) }

        var entered: [Int32] = []
        for namespace in namespaces { entered.append(try arena.number(namespace.descriptor)) }
        lowered.namespaces = arena.array(entered)
        lowered.namespace_count = UInt32(entered.count)

        var operations: [clinux_mount] = []
        for mount in mounts ?? [] { operations.append(try mount.lowered(into: arena)) }
        lowered.mounts = arena.array(operations)
        lowered.mount_count = UInt32(operations.count)

        let lowering = limits.map { clinux_limit(resource: $0.resource.number, soft: $0.soft, hard: $0.hard) }
        lowered.limits = arena.array(lowering)
        lowered.limit_count = UInt32(lowering.count)
        lowered.creation_mask = creationMask
        lowered.flags = flags
        return lowered
    }

    private var flags: UInt32 {
        var flags: UInt32 = 0
        switch group {
        case .own: flags |= UInt32(CLINUX_SPAWN_OWN_GROUP)
        case .session: flags |= UInt32(CLINUX_SPAWN_OWN_SESSION)
        case .shared: break
        }
        if subreaper { flags |= UInt32(CLINUX_SPAWN_SUBREAPER) }
        if newNetwork { flags |= UInt32(CLINUX_SPAWN_NEW_NETWORK) }
        if mounts != nil { flags |= UInt32(CLINUX_SPAWN_NEW_MOUNTS) }
        return flags
    }

    /// The child's numbers, ascending, with ours beside them; /dev/null where a standard stream is not named.
    private func placedDescriptors(_ arena: CArena) throws(LinuxError) -> [(child: Int32, own: Int32)] {
        var placed: [(child: Int32, own: Int32)] = []
        for (child, descriptor) in descriptors {
            // A number near the limit of open files would leave no room for the copies that the child makes.
            guard (0..<1024).contains(child) else {
                throw LinuxError(
                    doing: "start", to: path, because: "descriptor \(child) is not between 0 and 1023",
                    now: "choose a smaller number")
            }
            placed.append((child, try arena.number(descriptor)))
        }
        let unnamed = (Int32(0)...2).filter { descriptors[$0] == nil }
        if !unnamed.isEmpty {
            let null = uninterrupted { open("/dev/null", O_RDWR | O_CLOEXEC) }
            let descriptor = Descriptor(owning: try checked(null, "open", "/dev/null"))
            let number = try arena.number(descriptor)
            placed += unnamed.map { ($0, number) }
        }
        return placed.sorted { $0.child < $1.child }
    }
}
