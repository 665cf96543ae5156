import CProbe

/// A container has 20 to 30; a host some hundred.
private let deviceLimit = 512

let deviceSections = [
    // Everything below /dev, by its path; what lies in other file systems there (shm, mqueue) is not its content.
    Section("devices") { json in
        var left = deviceLimit
        json.object { writeFolder(Bytes("/dev"), depth: 3, left: &left, to: &$0) }
    },
    // What lies directly in the root.
    Section("root") { json in
        guard let found = names(in: Bytes("/")) else { return json.null() }
        json.object { json in
            for name in found.prefix(deviceLimit) {
                guard let file = look(at: Bytes("/") + name) else { continue }
                json.member(name) { writeFile(file, at: Bytes("/") + name, to: &$0) }
            }
        }
    },
]

private func writeFolder(_ folder: Bytes, depth: Int, left: inout Int, to json: inout JSON) {
    guard let found = names(in: folder) else { return }
    for name in found where left > 0 {
        let path = folder + Bytes("/") + name
        guard let file = look(at: path) else { continue }
        left -= 1
        json.member(path) { writeFile(file, at: path, to: &$0) }
        let isForeign = path == Bytes("/dev/shm") || path == Bytes("/dev/mqueue")
        if file.kind == 0x64, depth > 1, !isForeign { writeFolder(path, depth: depth - 1, left: &left, to: &json) }
    }
}

/// `{kind, mode, uid, gid}`, of devices with `device` (`major:minor`), of links with `to`.
func writeFile(_ file: probe_file, at path: Bytes, to json: inout JSON) {
    json.object { json in
        json.member("kind") { $0.string(name(ofKind: file.kind)) }
        json.member("mode") { $0.string(octal(file.mode)) }
        json.member("uid") { $0.number(file.uid) }
        json.member("gid") { $0.number(file.gid) }
        switch UInt8(truncatingIfNeeded: file.kind) {
        case 0x62, 0x63:
            json.member("device") { $0.string(Bytes(decimal: file.major) + Bytes(":") + Bytes(decimal: file.minor)) }
        case 0x6C: json.member("to") { $0.optional(target(of: path)) }
        default: break
        }
    }
}
