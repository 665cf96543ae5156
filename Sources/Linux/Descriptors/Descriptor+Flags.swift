import CLinux
import Glibc

extension Descriptor {
    /// A second descriptor of the same open file, close-on-exec.
    package func duplicate() throws -> Descriptor {
        try withNumber { number in
            let copy = uninterrupted { fcntl(number, F_DUPFD_CLOEXEC, 3) }
            return Descriptor(owning: try checked(copy, "duplicate", "descriptor \(number)"))
        }
    }

    /// Makes the open file (shared by all its descriptors) non-blocking, or blocking again.
    package func setNonBlocking(_ wanted: Bool = true) throws {
        try withNumber { number in
            let flags = try checked(uninterrupted { fcntl(number, F_GETFL) }, "ask", "descriptor \(number)")
            let changed = wanted ? flags | O_NONBLOCK : flags & ~O_NONBLOCK
            _ = try checked(uninterrupted { fcntl(number, F_SETFL, changed) }, "change", "descriptor \(number)")
        }
    }

    /// Whether the descriptor is closed in a program that is exec'd; every one that this module opens is.
    package var closesOnExec: Bool {
        get throws {
            try withNumber { number in
                try checked(uninterrupted { fcntl(number, F_GETFD) }, "ask", "descriptor \(number)") & FD_CLOEXEC != 0
            }
        }
    }

    /// How many bytes wait to be read.
    package var bytesWaiting: Int {
        get throws { try withNumber { Int(try checked(clinux_bytes_waiting($0), "ask", "descriptor \($0)")) } }
    }

    /// The device and inode behind the descriptor: equal for the same file, whatever its path.
    package var identity: FileIdentity {
        get throws {
            try withNumber { number in
                var device: UInt64 = 0
                var inode: UInt64 = 0
                _ = try checked(clinux_identity(number, &device, &inode), "ask", "descriptor \(number)")
                return FileIdentity(device: device, inode: inode)
            }
        }
    }
}
