import CProbe

/// What a runtime or whoever calls it puts into a root file system.
private let givenFiles: [StaticString] = [
    "/.dockerenv", "/etc/group", "/etc/hostname", "/etc/hosts", "/etc/localtime", "/etc/mtab", "/etc/passwd",
    "/etc/resolv.conf", "/etc/timezone", "/run/.containerenv",
]

let fileSections = [
    // By path: null for what is not there; at most 4 KiB of text.
    Section("files") { json in
        json.object { json in
            for path in givenFiles { json.member(path) { writeGiven(Bytes(path), to: &$0) } }
        }
    }
]

private func writeGiven(_ path: Bytes, to json: inout JSON) {
    guard let file = look(at: path) else { return json.null() }
    json.object { json in
        json.member("about") { writeFile(file, at: path, to: &$0) }
        json.member("size") { $0.number(file.size) }
        json.member("text") { $0.optional(contents(of: path, atMost: 4096)) }
    }
}
