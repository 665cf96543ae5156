import CProbe

/// The lines of /proc/self/cgroup: `hierarchy:controllers:path`, version 2 without controllers.
func reportCgroup(_ json: inout JSON) {
    json.member("cgroup") { json in
        guard let text = contents(of: "/proc/self/cgroup", atMost: 65_536) else { return json.null() }
        json.array { json in
            for line in text.split(separator: newline) {
                let fields = line.split(separator: 0x3A, maxSplits: 2, omittingEmptySubsequences: false)
                guard fields.count == 3 else { continue }
                json.object { json in
                    json.member("controllers") { writeList(fields[1], to: &$0) }
                    json.member("path") { $0.string(Bytes(fields[2])) }
                }
            }
        }
    }
}
