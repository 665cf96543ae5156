import CProbe

let clockSections = [
    Section("clocks") { json in
        json.object { json in
            json.member("monotonic") { $0.known(probe_clock(0)) }
            json.member("realtime") { $0.known(probe_clock(1)) }
            json.member("boot") { $0.known(probe_clock(2)) }
            // Nanoseconds by which the time namespace moves a clock; null without such namespaces.
            json.member("offsets") { json in
                guard let table = contents(of: "/proc/self/timens_offsets", atMost: 4096) else { return json.null() }
                json.object { json in
                    for line in table.split(separator: newline) {
                        let columns = words(of: line)
                        guard columns.count == 3, let seconds = integer(columns[1]), let rest = integer(columns[2])
                        else { continue }
                        json.member(Bytes(columns[0])) { $0.number(seconds * 1_000_000_000 + rest) }
                    }
                }
            }
            json.member("source") {
                $0.optional(text(of: "/sys/devices/system/clocksource/clocksource0/current_clocksource"))
            }
            json.member("zone") { $0.optional(variable(named: Bytes("TZ"))) }
        }
    }
]

/// A variable of the environment; nil when it is not set.
func variable(named name: Bytes) -> Bytes? {
    let wanted = name + Bytes("=")
    var index: Int32 = 0
    while let entry = probe_environment(index) {
        let text = Bytes(cString: entry)
        if text.starts(with: wanted) { return Bytes(text.dropFirst(wanted.count)) }
        index += 1
    }
    return nil
}
