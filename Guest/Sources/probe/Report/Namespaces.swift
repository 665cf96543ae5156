import CProbe

private let kinds: [StaticString] = [
    "cgroup", "ipc", "mnt", "net", "pid", "pid_for_children", "time", "time_for_children", "user", "uts",
]

let namespaceSections = [
    // `pid:[4026531836]`: the numbers are this boot's own.
    Section("namespaces") { json in
        json.object { json in
            for kind in kinds {
                json.member(kind) { $0.optional(target(of: Bytes("/proc/self/ns/") + Bytes(kind))) }
            }
        }
    },
    Section("idMaps") { json in
        json.object { json in
            json.member("uid") { writeMap("/proc/self/uid_map", to: &$0) }
            json.member("gid") { writeMap("/proc/self/gid_map", to: &$0) }
            json.member("setgroups") { $0.optional(text(of: "/proc/self/setgroups")) }
        }
    },
]

/// Lines of first id inside, first id outside, count.
private func writeMap(_ path: StaticString, to json: inout JSON) {
    guard let table = contents(of: path, atMost: 16_384) else { return json.null() }
    json.array { json in
        for line in table.split(separator: newline) {
            json.array { json in
                for number in words(of: line) { json.known(integer(number) ?? -1) }
            }
        }
    }
}
