import Glibc

/// How many open files a container may be given here: containerd's 1024, or this process's hard limit if that is less.
package func openFilesAllowed() -> UInt64 {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    return min(1024, UInt64(limit.rlim_max))
}
