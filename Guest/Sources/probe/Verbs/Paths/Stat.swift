import CProbe

/// `stat PATH`: `KIND MODE UID GID SIZE`, of a device `MAJOR:MINOR` in place of the size; no link is followed.
func statPath(_ words: inout Words) -> Int32 {
    guard let path = words.next(), words.isEmpty else { return misuse("stat needs one path") }
    var file = probe_file()
    let result = probe_look_at(path.start, &file)
    guard result == 0 else { return outcome(result) }
    var line = Bytes(name(ofKind: file.kind)) + Bytes(" ") + octal(file.mode)
    line += Bytes(" ") + Bytes(decimal: file.uid) + Bytes(" ") + Bytes(decimal: file.gid) + Bytes(" ")
    if file.kind == 0x62 || file.kind == 0x63 {
        line += Bytes(decimal: file.major) + Bytes(":") + Bytes(decimal: file.minor)
    } else {
        line += Bytes(decimal: file.size)
    }
    send(line + [newline], to: Stream.output)
    return Exit.ok
}
