import CProbe

/// `mount SOURCE PATH TYPE [OPTIONS]`: options between commas; what is no flag of mount(2) goes to the file system.
func mountPath(_ words: inout Words) -> Int32 {
    guard let source = words.next(), let path = words.next(), let type = words.next() else {
        return misuse("mount needs a source, a path and a type, such as none /tmp tmpfs")
    }
    guard let options = words.next() else { return outcome(probe_mount(source.start, path.start, type.start, "")) }
    guard words.isEmpty else { return misuse("mount takes its options as one word") }
    return outcome(probe_mount(source.start, path.start, type.start, options.start))
}
