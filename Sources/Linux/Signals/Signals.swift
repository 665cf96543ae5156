import CLinux
import Glibc

/// What a process does with signals. Process-wide: for the start of a conductor, lane or companion, nowhere else.
package enum Signals {
    /// Makes the process independent of what its parent left it: SIGPIPE ignored, SIGCHLD default.
    ///
    /// With SIGCHLD ignored, as some parents leave it, the kernel would throw the ends of children away.
    package static func prepare() throws {
        _ = try checked(clinux_ignore_signal(SIGPIPE, 1), "ignore", "SIGPIPE")
        _ = try checked(clinux_ignore_signal(SIGCHLD, 0), "reset", "SIGCHLD")
    }

    /// Ignores a signal, as a program does that ends by other means.
    package static func ignore(_ signal: Int32) throws {
        _ = try checked(clinux_ignore_signal(signal, 1), "ignore", "signal \(signal)")
    }

    /// Gives a signal its default action, as after a second Ctrl-C: the next one ends the process.
    package static func reset(_ signal: Int32) throws {
        _ = try checked(clinux_ignore_signal(signal, 0), "reset", "signal \(signal)")
    }

    /// The signals that the calling thread blocks. Pool threads block nearly all.
    package static var blocked: SignalSet { SignalSet(bits: clinux_blocked_signals()) }
}
