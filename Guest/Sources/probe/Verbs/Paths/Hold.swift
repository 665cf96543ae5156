import CProbe

/// `hold PATH [--write] [--create] [--lock]`: opens, locks if told to (flock, without waiting), `ready`, then sleeps;
/// the error's name and exit code 1 if one of them fails.
func holdPath(_ words: inout Words) -> Int32 {
    guard let path = words.next() else { return misuse("hold needs a path") }
    var how: Int32 = 0
    var isLocked = false
    while let option = words.next() {
        switch option {
        case "--lock": isLocked = true
        case "--write": how |= Int32(PROBE_READ | PROBE_WRITE)
        case "--create": how |= Int32(PROBE_CREATE)
        default: return misuse("hold takes --write, --create and --lock, not ", option)
        }
    }
    let descriptor = probe_open(path.start, how)
    guard descriptor >= 0 else { return outcome(descriptor) }
    let lock = isLocked ? probe_lock(descriptor) : 0
    guard lock == 0 else { return outcome(lock) }
    sayReady()
    probe_sleep(-1)
    return Exit.ok
}
