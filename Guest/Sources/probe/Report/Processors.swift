import CProbe

let processorSections = [
    Section("cpus") { json in
        json.object { json in
            json.member("affinity") { json in
                withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { text in
                    guard let start = text.baseAddress, probe_affinity(start, text.count) == 0 else {
                        return json.null()
                    }
                    json.string(Bytes(cString: start))
                }
            }
            json.member("online") { $0.optional(text(of: "/sys/devices/system/cpu/online")) }
            json.member("possible") { $0.optional(text(of: "/sys/devices/system/cpu/possible")) }
            json.member("present") { $0.optional(text(of: "/sys/devices/system/cpu/present")) }
            json.member("isolated") { $0.optional(text(of: "/sys/devices/system/cpu/isolated")) }
            json.member("allowedNodes") { $0.optional(field("Mems_allowed_list", of: "/proc/self/status")) }
            writeModel(&json)
        }
    }
]

private func writeModel(_ json: inout JSON) {
    // 64 KiB: some two kilobytes a processor, and the first is like the others.
    let info = contents(of: "/proc/cpuinfo", atMost: 65_536)
    json.member("model") { $0.optional(info.flatMap { field("model name", in: $0[...]) }) }
    json.member("features") { json in
        // `flags` on x86, `Features` on Arm.
        let list = info.flatMap { field("flags", in: $0[...]) ?? field("Features", in: $0[...]) }
        guard let list else { return json.null() }
        json.array { json in
            let names = words(of: list[...]).sorted { $0.lexicographicallyPrecedes($1) }
            for name in names { json.string(Bytes(name)) }
        }
    }
}
