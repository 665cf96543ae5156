import CProbe

private let processLimit = 256

let processSections = [
    // Everything that /proc shows, at most 256: `{pid, ppid, name, state, uid}`.
    Section("processes") { json in
        guard let pids = numbers(in: "/proc", atMost: 4096) else { return json.null() }
        json.array { json in
            for pid in pids.prefix(processLimit) { writeProcess(pid, to: &json) }
        }
    }
]

private func writeProcess(_ pid: Int32, to json: inout JSON) {
    let path = Bytes("/proc/") + Bytes(decimal: pid) + Bytes("/status")
    guard let status = contents(of: path, atMost: 16_384) else { return }
    json.object { json in
        json.member("pid") { $0.number(pid) }
        json.member("ppid") { $0.known(field("PPid", in: status[...]).flatMap(integer) ?? -1) }
        json.member("name") { $0.optional(field("Name", in: status[...])) }
        json.member("state") { $0.optional(field("State", in: status[...]).map { Bytes($0.prefix(1)) }) }
        json.member("uid") { $0.known(field("Uid", in: status[...]).flatMap(integer) ?? -1) }
    }
}
