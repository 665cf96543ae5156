import CProbe

func reportPrivileges(_ json: inout JSON) {
    json.member("capabilities") { json in
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
    json.member("noNewPrivileges") { json in
        let value = probe_no_new_privileges()
        if value < 0 { json.null() } else { json.bool(value == 1) }
    }
    json.member("seccomp") { json in
        json.object { json in
            let mode = probe_seccomp_mode()
            json.member("mode") { json in
                switch mode {
                case 0: json.string("off")
                case 1: json.string("strict")
                case 2: json.string("filter")
                default: json.null()
                }
            }
            json.member("filters") { json in
                guard let count = statusNumber("Seccomp_filters") else { return json.null() }
                json.number(count)
            }
        }
    }
    json.member("oomScoreAdjust") { json in
        guard let text = contents(of: "/proc/self/oom_score_adj", atMost: 16) else { return json.null() }
        let digits = text.filter { $0 >= 0x30 && $0 <= 0x39 }
        var value = 0
        for digit in digits { value = value * 10 + Int(digit - 0x30) }
        json.number(text.first == 0x2D ? -value : value)
    }
}

/// A number from /proc/self/status; nil when the line or the file is not there.
private func statusNumber(_ name: StaticString) -> Int? {
    guard let status = contents(of: "/proc/self/status", atMost: 16_384) else { return nil }
    let wanted = Bytes(name) + Bytes(":")
    for line in status.split(separator: newline) where line.starts(with: wanted) {
        var value = 0
        for digit in line.dropFirst(wanted.count) where digit >= 0x30 && digit <= 0x39 {
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }
    return nil
}
