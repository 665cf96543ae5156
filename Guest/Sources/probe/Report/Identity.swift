import CProbe

let identitySections = [
    Section("pid") { $0.number(getpid()) },
    Section("ppid") { $0.number(getppid()) },
    Section("pgid") { $0.number(getpgid(0)) },
    Section("sid") { $0.number(getsid(0)) },
    Section("uid") { $0.number(getuid()) },
    Section("euid") { $0.number(geteuid()) },
    Section("suid") { $0.known(probe_attribute(Int32(PROBE_SAVED_UID))) },
    Section("gid") { $0.number(getgid()) },
    Section("egid") { $0.number(getegid()) },
    Section("sgid") { $0.known(probe_attribute(Int32(PROBE_SAVED_GID))) },
    Section("groups", writeGroups),
]

private func writeGroups(_ json: inout JSON) {
    // NGROUPS_MAX
    var groups = [UInt32](repeating: 0, count: 65_536)
    let count = groups.withUnsafeMutableBufferPointer { buffer -> Int32 in
        guard let start = buffer.baseAddress else { return -1 }
        return probe_groups(start, Int32(buffer.count))
    }
    guard count >= 0 else { return json.null() }
    json.array { json in
        for group in groups[..<Int(count)].sorted() { json.number(group) }
    }
}
