import CProbe

/// Of /proc/meminfo what does not move while nobody adds memory.
private let totals: [(StaticString, StaticString)] = [
    ("totalKiB", "MemTotal"), ("swapTotalKiB", "SwapTotal"), ("hugePages", "HugePages_Total"),
    ("hugePageKiB", "Hugepagesize"),
]

let memorySections = [
    Section("memory") { json in
        let info = contents(of: "/proc/meminfo", atMost: 16_384)
        json.object { json in
            for (name, line) in totals {
                json.member(name) { $0.known(info.flatMap { field(line, in: $0[...]) }.flatMap(integer) ?? -1) }
            }
            json.member("availableKiB") {
                $0.known(info.flatMap { field("MemAvailable", in: $0[...]) }.flatMap(integer) ?? -1)
            }
            json.member("pageBytes") { $0.known(probe_attribute(Int32(PROBE_PAGE_SIZE))) }
        }
    }
]
