import CProbe

let cgroupSections = [
    Section("cgroup") { json in
        guard let memberships = cgroupMemberships() else { return json.null() }
        json.array { json in
            for membership in memberships {
                json.object { json in
                    json.member("controllers") { writeList(membership.controllers[...], to: &$0) }
                    json.member("path") { $0.string(membership.path) }
                }
            }
        }
    },
    Section("cgroupLimits", writeCgroupLimits),
]

/// One line of /proc/self/cgroup: `hierarchy:controllers:path`, version 2 without controllers.
struct CgroupMembership {
    let controllers: Bytes
    let path: Bytes

    init?(_ line: ArraySlice<UInt8>) {
        let fields = line.split(separator: 0x3A, maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3 else { return nil }
        controllers = Bytes(fields[1])
        path = Bytes(fields[2])
    }
}

/// In the order of the file; nil where it can't be read.
func cgroupMemberships() -> [CgroupMembership]? {
    contents(of: "/proc/self/cgroup", atMost: 65_536)?.split(separator: newline).compactMap(CgroupMembership.init)
}
