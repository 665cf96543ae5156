import CProbe

/// `chown PATH UID GID`; no link is followed.
func changeOwner(_ words: inout Words) -> Int32 {
    guard let path = words.next(), let first = words.next(), let second = words.next(), words.isEmpty,
        let user = first.quantity.flatMap({ UInt32(exactly: $0) }),
        let group = second.quantity.flatMap({ UInt32(exactly: $0) })
    else { return misuse("chown needs a path, a uid and a gid") }
    return outcome(probe_set_owner(path.start, user, group))
}
