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

    /// Blocks signals in the calling thread, and in threads started from it: call it in `main`, before any other.
    package static func block(_ signals: SignalSet) throws {
        _ = try checked(clinux_block_signals(signals.bits), "block", "signals")
    }

    /// The signals that the calling thread blocks.
    package static var blocked: SignalSet { SignalSet(bits: clinux_blocked_signals()) }
}
