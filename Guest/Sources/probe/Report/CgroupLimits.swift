import CProbe

/// What a runtime may set in version 2, as far as it holds still: no counters.
private let unifiedFiles: [StaticString] = [
    "cgroup.controllers", "cgroup.freeze", "cgroup.max.depth", "cgroup.max.descendants", "cgroup.subtree_control",
    "cgroup.type", "cpu.idle", "cpu.max", "cpu.max.burst", "cpu.weight", "cpuset.cpus", "cpuset.cpus.effective",
    "cpuset.cpus.partition", "cpuset.mems", "cpuset.mems.effective", "hugetlb.1GB.max", "hugetlb.2MB.max",
    "io.bfq.weight", "io.max", "io.weight", "memory.high", "memory.low", "memory.max", "memory.min",
    "memory.oom.group", "memory.swap.high", "memory.swap.max", "memory.zswap.max", "pids.max", "rdma.max",
]

/// The same in version 1; a file is in the hierarchy that its name begins with.
private let legacyFiles: [StaticString] = [
    "blkio.bfq.weight", "blkio.throttle.read_bps_device", "blkio.throttle.read_iops_device",
    "blkio.throttle.write_bps_device", "blkio.throttle.write_iops_device", "blkio.weight", "cpu.cfs_burst_us",
    "cpu.cfs_period_us", "cpu.cfs_quota_us", "cpu.rt_period_us", "cpu.rt_runtime_us", "cpu.shares",
    "cpuset.cpu_exclusive", "cpuset.cpus", "cpuset.effective_cpus", "cpuset.effective_mems", "cpuset.mems",
    "devices.list", "freezer.state", "hugetlb.1GB.limit_in_bytes", "hugetlb.2MB.limit_in_bytes",
    "memory.kmem.limit_in_bytes", "memory.kmem.tcp.limit_in_bytes", "memory.limit_in_bytes",
    "memory.memsw.limit_in_bytes", "memory.oom_control", "memory.soft_limit_in_bytes", "memory.swappiness",
    "memory.use_hierarchy", "net_cls.classid", "net_prio.ifpriomap", "pids.max",
]

/// Own cgroup of each hierarchy that is mounted here, by its controllers: where it is seen, whether it may be changed,
/// and the limits in it.
func writeCgroupLimits(_ json: inout JSON) {
    guard let memberships = cgroupMemberships(), let mounts = mountTable()?.mounts else { return json.null() }
    json.object { json in
        for membership in memberships {
            guard let folder = folder(of: membership, in: mounts) else { continue }
            let isUnified = membership.controllers.isEmpty
            json.member(isUnified ? Bytes("unified") : membership.controllers) { json in
                json.object { json in
                    json.member("at") { $0.string(folder) }
                    json.member("writable") { $0.bool(withCString(folder) { probe_try_writing($0) } == 0) }
                    json.member("limits") { writeFiles(of: membership, in: folder, to: &$0) }
                }
            }
        }
    }
}

private func writeFiles(of membership: CgroupMembership, in folder: Bytes, to json: inout JSON) {
    let controllers = membership.controllers.split(separator: 0x2C)
    json.object { json in
        for name in controllers.isEmpty ? unifiedFiles : legacyFiles {
            let file = Bytes(name)
            let controller = file.prefix { $0 != 0x2E }
            guard controllers.isEmpty || controllers.contains(where: { $0.elementsEqual(controller) }),
                let value = text(of: folder + Bytes("/") + file)
            else { continue }
            json.member(name) { $0.string(value) }
        }
    }
}

/// Where a cgroup is seen: its path below the mount of its hierarchy, whose root may lie deeper than the hierarchy's.
private func folder(of membership: CgroupMembership, in mounts: [Mount]) -> Bytes? {
    let wanted = membership.controllers.split(separator: 0x2C)
    let mount = mounts.last { mount in
        if wanted.isEmpty { return mount.type == Bytes("cgroup2") }
        let options = mount.superOptions
        return mount.type == Bytes("cgroup")
            && wanted.allSatisfy { name in options.contains { $0.elementsEqual(name) } }
    }
    guard let mount else { return nil }
    var path = membership.path
    if mount.root != Bytes("/"), path.starts(with: mount.root) { path.removeFirst(mount.root.count) }
    while path.last == 0x2F { path.removeLast() }
    return mount.place + path
}
