import CProbe

/// What can be done to a path. Each says `ok`, or the name of the error (`EROFS`) and exits with 1; those that are asked
/// for something say that instead of `ok`.
let pathVerbs = [
    Verb("open", "PATH [--write] [--create] …", "opens and closes", openPath),
    Verb("read", "PATH [BYTES]", "the content, all or that much", readPath),
    Verb("write", "PATH TEXT [--append|--keep]", "makes the text the content", writePath),
    Verb("fill", "PATH BYTES", "bytes of the pattern; says how far it came", fillPath),
    Verb("hash", "PATH", "bytes and CRC-32 of the content", hashPath),
    Verb("stat", "PATH", "KIND MODE UID GID SIZE, of devices MAJOR:MINOR", statPath),
    Verb("list", "PATH", "the names in a folder, one a line", listPath),
    Verb("readlink", "PATH", "where a link leads", readLink),
    Verb("mkdir", "PATH [MODE]", "makes a folder", makeFolder),
    Verb("rmdir", "PATH", "removes a folder") { onPath(&$0, "rmdir needs one path") { probe_remove($0, 1) } },
    Verb("unlink", "PATH", "removes a file") { onPath(&$0, "unlink needs one path") { probe_remove($0, 0) } },
    Verb("symlink", "TARGET PATH", "makes a symbolic link") {
        onPaths(&$0, "symlink needs a target and a path") { probe_make_link($0, $1, 1) }
    },
    Verb("link", "TARGET PATH", "makes a hard link") {
        onPaths(&$0, "link needs a target and a path") { probe_make_link($0, $1, 0) }
    },
    Verb("rename", "FROM TO", "renames") { onPaths(&$0, "rename needs two paths") { probe_rename($0, $1) } },
    Verb("chmod", "PATH MODE", "sets permissions", changeMode),
    Verb("chown", "PATH UID GID", "sets owner and group", changeOwner),
    Verb("mknod", "PATH fifo|block|character [MAJOR MINOR]", "makes a node", makeNode),
    Verb("mount", "SOURCE PATH TYPE [OPTIONS]", "mounts; options as mount(8) has them", mountPath),
    Verb("umount", "PATH", "unmounts") { onPath(&$0, "umount needs one path") { probe_unmount($0) } },
    Verb("hold", "PATH [--write] [--create] [--lock]", "opens, \"ready\", then sleeps", holdPath),
]

/// A verb whose only word is a path.
func onPath(
    _ words: inout Words, _ complaint: StaticString, _ action: (UnsafePointer<CChar>) -> Int32
) -> Int32 {
    guard let path = words.next(), words.isEmpty else { return misuse(complaint) }
    return outcome(action(path.start))
}

/// A verb whose words are two paths.
func onPaths(
    _ words: inout Words, _ complaint: StaticString,
    _ action: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
) -> Int32 {
    guard let first = words.next(), let second = words.next(), words.isEmpty else { return misuse(complaint) }
    return outcome(action(first.start, second.start))
}
