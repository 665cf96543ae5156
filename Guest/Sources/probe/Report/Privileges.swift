import CProbe

let privilegeSections = [
    Section("capabilities", writeCapabilities),
    Section("noNewPrivileges") { json in
        let value = probe_no_new_privileges()
        if value < 0 { json.null() } else { json.bool(value == 1) }
    },
    Section("seccomp", writeSeccomp),
    Section("oomScoreAdjust") { json in
        guard let score = text(of: "/proc/self/oom_score_adj").flatMap(integer) else { return json.null() }
        json.number(score)
    },
]

private func writeCapabilities(_ json: inout JSON) {
    let sets = UnsafeMutablePointer<UInt64>.allocate(capacity: 5)
    defer { sets.deallocate() }
    guard probe_capabilities(sets) == 0 else { return json.null() }
    json.object { json in
        json.member("effective") { $0.string(Bytes(hexadecimal: sets[0], width: 16)) }
        json.member("permitted") { $0.string(Bytes(hexadecimal: sets[1], width: 16)) }
        json.member("inheritable") { $0.string(Bytes(hexadecimal: sets[2], width: 16)) }
        json.member("bounding") { $0.string(Bytes(hexadecimal: sets[3], width: 16)) }
        json.member("ambient") { $0.string(Bytes(hexadecimal: sets[4], width: 16)) }
    }
}

private func writeSeccomp(_ json: inout JSON) {
    json.object { json in
        json.member("mode") { json in
            switch probe_seccomp_mode() {
            case 0: json.string("off")
            case 1: json.string("strict")
            case 2: json.string("filter")
            default: json.null()
            }
        }
        json.member("filters") { json in
            guard let count = field("Seccomp_filters", of: "/proc/self/status").flatMap(integer) else {
                return json.null()
            }
            json.number(count)
        }
    }
}
