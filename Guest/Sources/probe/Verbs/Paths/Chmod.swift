import CProbe

/// `chmod PATH MODE`, in octal digits.
func changeMode(_ words: inout Words) -> Int32 {
    guard let path = words.next(), let word = words.next(), words.isEmpty, let mode = word.mode else {
        return misuse("chmod needs a path and a mode such as 0644")
    }
    return outcome(probe_set_mode(path.start, mode))
}
