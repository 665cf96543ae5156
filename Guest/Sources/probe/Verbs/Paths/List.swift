import CProbe

/// `list PATH`: the names in a folder in the order of their bytes, one a line.
func listPath(_ words: inout Words) -> Int32 {
    guard let path = words.next(), words.isEmpty else { return misuse("list needs one path") }
    let descriptor = probe_open(path.start, Int32(PROBE_FOLDER))
    guard descriptor >= 0 else { return outcome(descriptor) }
    close(descriptor)
    var text = Bytes()
    for name in names(in: path.bytes) ?? [] { text += name + [newline] }
    send(text, to: Stream.output)
    return Exit.ok
}
