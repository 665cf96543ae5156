import CProbe

/// `report`: what this process can see of itself, as one line of JSON; nothing is changed before it is looked at.
///
/// Guest/README.md is the contract: members are added, never changed or removed without a new number in `probe`.
func report() -> Int32 {
    var json = JSON()
    json.object { json in
        json.member("probe") { $0.number(1) }
        reportIdentity(&json)
        reportCommand(&json)
        reportMachine(&json)
        reportPrivileges(&json)
        reportLimits(&json)
        reportTerminal(&json)
        reportSignals(&json)
        reportMounts(&json)
        reportCgroup(&json)
        reportDescriptors(&json)
    }
    send(json.bytes + [newline], to: Stream.output)
    return Exit.ok
}

/// The content of a file, cut off at `limit` bytes; nil when it can't be read.
func contents(of path: StaticString, atMost limit: Int) -> Bytes? {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 16)
    defer { buffer.deallocate() }
    guard let start = buffer.baseAddress else { return nil }
    let count = path.utf8Start.withMemoryRebound(to: CChar.self, capacity: path.utf8CodeUnitCount + 1) {
        probe_read_file($0, start, limit)
    }
    guard count >= 0 else { return nil }
    return Bytes(UnsafeRawBufferPointer(start: start, count: count))
}

/// The target of a symbolic link, at most 4 KiB of it; nil when there is none.
func target(of path: Bytes) -> Bytes? {
    let buffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 4096)
    defer { buffer.deallocate() }
    guard let start = buffer.baseAddress else { return nil }
    let count = (path + [0]).withUnsafeBytes { path -> Int in
        guard let name = path.baseAddress else { return -1 }
        return readlink(name.assumingMemoryBound(to: CChar.self), start, buffer.count)
    }
    guard count >= 0 else { return nil }
    return Bytes(UnsafeRawBufferPointer(start: start, count: count))
}
