import Glibc

/// Named pipes, through which a shim passes a workload's output.
package enum Fifo {
    /// How a fifo is opened.
    package enum Mode: Sendable {
        /// O_RDWR: opens at once and never ends, whoever comes and goes at the other end.
        case both
        /// O_RDONLY: opens at once, and ends when the last writer has gone.
        case reading
        /// O_WRONLY: ENXIO while nobody reads.
        case writing
    }

    /// Makes a fifo that only its owner can open, unless another mode is given.
    package static func make(_ path: String, mode: UInt32 = 0o600) throws {
        _ = try checked(uninterrupted { mkfifo(path, mode) }, "make fifo", path)
    }

    /// Opens a fifo without blocking and without following a symbolic link. ENXIO as `Mode` says.
    package static func open(_ path: String, _ mode: Mode) throws -> Descriptor {
        let access =
            switch mode {
            case .both: O_RDWR
            case .reading: O_RDONLY
            case .writing: O_WRONLY
            }
        let flags = access | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW
        let number = uninterrupted { Glibc.open(path, flags) }
        return Descriptor(owning: try checked(number, "open fifo", path))
    }
}
