import Glibc

/// Sessions. Process-wide: for the start of a conductor or lane, nowhere else.
package enum Session {
    /// Leaves the terminal and the process group for a session of its own. Does nothing in a session's leader.
    package static func become() throws {
        if getsid(0) == getpid() { return }
        _ = try checked(setsid() < 0 ? -errno : 0, "become", "a session leader")
    }
}
