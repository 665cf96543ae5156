import CProbe

/// `write PATH TEXT [--append|--keep]`: the text becomes the content, without a newline; `ok` or the error.
///
/// With `--append` it goes to the end, with `--keep` to the beginning of what is there; neither makes the file.
func writePath(_ words: inout Words) -> Int32 {
    guard let path = words.next(), let text = words.next() else { return misuse("write needs a path and a text") }
    var how = Int32(PROBE_WRITE | PROBE_CREATE | PROBE_TRUNCATE)
    if let option = words.next() {
        switch option {
        case "--append": how = Int32(PROBE_WRITE | PROBE_APPEND)
        case "--keep": how = Int32(PROBE_WRITE)
        default: return misuse("write takes --append or --keep, not ", option)
        }
        guard words.isEmpty else { return misuse("write takes one of --append and --keep") }
    }
    let descriptor = probe_open(path.start, how)
    guard descriptor >= 0 else { return outcome(descriptor) }
    defer { close(descriptor) }
    let bytes = text.bytes
    return outcome(
        bytes.withUnsafeBytes { content in
            content.baseAddress.map { probe_send(descriptor, $0, content.count) } ?? 0
        })
}
