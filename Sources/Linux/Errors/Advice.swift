import Glibc

extension LinuxError {
    /// What a user can do about an error number, in one clause.
    static func advice(for number: Int32) -> String {
        switch number {
        case EPERM, EACCES: "run as root, and check the modes of the path"
        case ENOENT, ENOTDIR: "check that the path exists, in the mount namespace where it is looked for"
        case EEXIST: "remove it first, or choose another name"
        case EMFILE, ENFILE: "raise the limit of open files (ulimit -n)"
        case ENOSPC, EDQUOT: "make room on that file system"
        case ENOMEM: "free some memory"
        case ENOEXEC: "check that it is a program for this machine, or starts with #!"
        case EBUSY: "find what still uses it (mounts, processes) and end that first"
        case ENOSYS: "use Linux 5.10 or later"
        case EAGAIN: "try again later"
        case EALREADY: "use what was made before"
        case EPIPE, ECONNRESET, ECONNREFUSED: "check that the process at the other end is alive"
        default: "see the manual page of the call"
        }
    }
}
