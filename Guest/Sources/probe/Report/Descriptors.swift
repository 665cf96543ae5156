import CProbe

/// Every open descriptor below 1024, with its kind and, where /proc shows it, what it leads to.
func reportDescriptors(_ json: inout JSON) {
    json.member("descriptors") { json in
        json.array { json in
            for descriptor in Int32(0)..<1024 {
                let kind = probe_descriptor_kind(descriptor)
                guard kind >= 0 else { continue }
                json.object { json in
                    json.member("number") { $0.number(descriptor) }
                    json.member("kind") { $0.string(name(ofKind: kind)) }
                    json.member("to") { json in
                        let link = target(of: Bytes("/proc/self/fd/") + Bytes(decimal: descriptor))
                        if let link { json.string(link) } else { json.null() }
                    }
                }
            }
        }
    }
}

private func name(ofKind letter: Int32) -> StaticString {
    switch UInt8(truncatingIfNeeded: letter) {
    case 0x70: "pipe"
    case 0x73: "socket"
    case 0x63: "character"
    case 0x62: "block"
    case 0x66: "file"
    case 0x64: "folder"
    default: "other"
    }
}
