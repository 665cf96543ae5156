import CProbe

/// `mkdir PATH [MODE]`: 0755 without a mode; the umask takes its part.
func makeFolder(_ words: inout Words) -> Int32 {
    guard let path = words.next() else { return misuse("mkdir needs a path") }
    var mode: UInt32 = 0o755
    if let word = words.next() {
        guard words.isEmpty, let given = word.mode else { return misuse("mkdir takes a mode such as 0755, not ", word) }
        mode = given
    }
    return outcome(probe_make_folder(path.start, mode))
}
