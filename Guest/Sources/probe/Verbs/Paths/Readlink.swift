import CProbe

/// `readlink PATH`: where a symbolic link leads.
func readLink(_ words: inout Words) -> Int32 {
    guard let path = words.next(), words.isEmpty else { return misuse("readlink needs one path") }
    if let found = target(of: path.bytes) {
        send(found + [newline], to: Stream.output)
        return Exit.ok
    }
    var file = probe_file()
    let result = probe_look_at(path.start, &file)
    // What is there and leads nowhere is no link.
    return outcome(result < 0 ? result : -22)
}
