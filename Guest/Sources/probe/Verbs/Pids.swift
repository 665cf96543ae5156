import CProbe

/// `pids`: own pid, parent, group and session, then every pid in /proc, or `all ?` where there is none.
func showPids(_ words: inout Words) -> Int32 {
    guard words.isEmpty else { return misuse("pids takes no words") }
    var text = Bytes("self ") + Bytes(decimal: getpid())
    text += Bytes(" parent ") + Bytes(decimal: getppid())
    text += Bytes(" group ") + Bytes(decimal: getpgid(0))
    text += Bytes(" session ") + Bytes(decimal: getsid(0)) + Bytes("\nall")
    let pids = numbers(in: "/proc", atMost: 4096)
    if let pids {
        for pid in pids { text += Bytes(" ") + Bytes(decimal: pid) }
    } else {
        text += Bytes(" ?")
    }
    text.append(newline)
    send(text, to: Stream.output)
    return Exit.ok
}

/// The entries of a folder that are numbers, in order; nil when the folder can't be read.
func numbers(in folder: StaticString, atMost limit: Int) -> [Int32]? {
    let found = UnsafeMutablePointer<Int32>.allocate(capacity: limit)
    defer { found.deallocate() }
    let count = folder.utf8Start.withMemoryRebound(to: CChar.self, capacity: folder.utf8CodeUnitCount + 1) {
        probe_directory_numbers($0, found, limit)
    }
    guard count > 0 else { return nil }
    return UnsafeBufferPointer(start: found, count: count).sorted()
}
