import CProbe

let descriptorSections = [
    // Every open descriptor below 1024, with its kind and, where /proc shows it, what it leads to.
    Section("descriptors") { json in
        json.array { json in
            for descriptor in Int32(0)..<1024 {
                let kind = probe_descriptor_kind(descriptor)
                if kind >= 0 { writeDescriptor(descriptor, kind: UInt32(kind), to: &json) }
            }
        }
    }
]

private func writeDescriptor(_ descriptor: Int32, kind: UInt32, to json: inout JSON) {
    let flags = probe_descriptor_flags(descriptor)
    json.object { json in
        json.member("number") { $0.number(descriptor) }
        json.member("kind") { $0.string(name(ofKind: kind)) }
        json.member("to") { $0.optional(target(of: Bytes("/proc/self/fd/") + Bytes(decimal: descriptor))) }
        json.member("access") { $0.string(access(in: flags)) }
        json.member("flags") { json in
            json.array { json in
                if flags & 8 != 0 { json.string("append") }
                if flags & 16 != 0 { json.string("nonblock") }
                if flags & 32 != 0 { json.string("cloexec") }
            }
        }
    }
}

private func access(in flags: Int32) -> StaticString {
    if flags & 4 != 0 { return "path" }
    switch flags & 3 {
    case 0: return "read"
    case 1: return "write"
    default: return "both"
    }
}
