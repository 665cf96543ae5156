import CProbe

/// `sleep [SECONDS]`: `ready`, then nothing until the time is up.
func sleep(_ words: inout Words) -> Int32 {
    var duration: Int64 = -1
    if let word = words.next() {
        guard words.isEmpty, let nanoseconds = word.nanoseconds else {
            return misuse("sleep takes one number of seconds, such as 0.25, not ", word)
        }
        duration = nanoseconds
    }
    sayReady()
    probe_sleep(duration)
    return Exit.ok
}
