import CProbe

/// `open PATH [--read] [--write] [--create] [--exclusive] [--truncate] [--append] [--folder] [--no-follow] [--wait]`:
/// `ok` or the error. It does not wait for the other end of a fifo unless it is told to.
func openPath(_ words: inout Words) -> Int32 {
    guard let path = words.next() else { return misuse("open needs a path") }
    var how = Int32(PROBE_NO_WAIT)
    while let option = words.next() {
        guard let flag = openFlag(option) else { return misuse("open does not know ", option) }
        how |= flag
        if case "--wait" = option { how &= ~Int32(PROBE_NO_WAIT) }
    }
    let descriptor = probe_open(path.start, how)
    if descriptor >= 0 { close(descriptor) }
    return outcome(descriptor)
}

/// What an option says about how to open; nil when it says nothing.
func openFlag(_ option: Word) -> Int32? {
    switch option {
    case "--read": Int32(PROBE_READ)
    case "--write": Int32(PROBE_WRITE)
    case "--create": Int32(PROBE_CREATE)
    case "--exclusive": Int32(PROBE_CREATE | PROBE_EXCLUSIVE)
    case "--truncate": Int32(PROBE_TRUNCATE)
    case "--append": Int32(PROBE_APPEND)
    case "--folder": Int32(PROBE_FOLDER)
    case "--no-follow": Int32(PROBE_NO_FOLLOW)
    case "--wait": 0
    default: nil
    }
}
