import CProbe

/// What prctl(2) and its like answer with one number.
private let numbers: [(StaticString, Int32)] = [
    ("dumpable", Int32(PROBE_DUMPABLE)), ("secureBits", Int32(PROBE_SECURE_BITS)),
    ("parentDeathSignal", Int32(PROBE_PARENT_DEATH_SIGNAL)), ("subreaper", Int32(PROBE_SUBREAPER)),
    ("hugePagesDisabled", Int32(PROBE_HUGE_PAGES_DISABLED)), ("timerSlack", Int32(PROBE_TIMER_SLACK)),
    ("speculationStoreBypass", Int32(PROBE_SPECULATION_STORE_BYPASS)),
    ("speculationIndirectBranch", Int32(PROBE_SPECULATION_INDIRECT_BRANCH)),
]

let attributeSections = [
    Section("attributes") { json in
        json.object { json in
            for (name, which) in numbers { json.member(name) { $0.known(probe_attribute(which)) } }
            json.member("personality") { json in
                let value = probe_attribute(Int32(PROBE_PERSONALITY))
                if value < 0 { json.null() } else { json.string(Bytes(hexadecimal: UInt64(value), width: 8)) }
            }
        }
    },
    Section("scheduler") { json in
        json.object { json in
            json.member("policy") { $0.string(policy(probe_attribute(Int32(PROBE_SCHEDULER)))) }
            json.member("priority") { $0.known(probe_attribute(Int32(PROBE_SCHEDULER_PRIORITY))) }
            // Negative ones are real.
            json.member("nice") { $0.number(probe_attribute(Int32(PROBE_NICE))) }
            // The class in the bits above 13, the level below.
            let priority = probe_attribute(Int32(PROBE_IO_PRIORITY))
            json.member("ioClass") { $0.known(priority < 0 ? priority : priority >> 13) }
            json.member("ioLevel") { $0.known(priority < 0 ? priority : priority & 0x1FFF) }
        }
    },
]

private func policy(_ number: Int64) -> StaticString {
    switch number & 0xFF {
    case 0: "other"
    case 1: "fifo"
    case 2: "round-robin"
    case 3: "batch"
    case 5: "idle"
    case 6: "deadline"
    default: "unknown"
    }
}
