import CLinux
import Glibc

/// A process, apart from any other that has had or will get its number: numbers wrap at about 32,768.
package struct ProcessIdentity: Hashable, Sendable, CustomStringConvertible {
    package let pid: Int32

    /// Clock ticks from the host's start to the process's.
    package let startTicks: UInt64

    package init(pid: Int32, startTicks: UInt64) {
        self.pid = pid
        self.startTicks = startTicks
    }

    package var description: String { "\(pid)@\(startTicks)" }

    /// The identity of the process that has a number now; nil if there is none.
    package static func of(_ pid: Int32) throws -> ProcessIdentity? {
        try ProcessStat.of(pid)?.identity
    }

    /// A descriptor of the process, readable when it has ended; nil if it is gone or its number is another's.
    package func open() throws -> Descriptor? {
        let number = clinux_pidfd_open(pid)
        if number == -ESRCH { return nil }
        let pidfd = Descriptor(owning: try checked(number, "open process", "\(pid)"))
        // Only now: while the descriptor is held the number can't change hands unseen.
        return try Self.of(pid) == self ? pidfd : nil
    }

    /// Sends a signal to the process, and to no other; false if it is gone.
    @discardableResult
    package func send(_ signal: Int32) throws -> Bool {
        guard let pidfd = try open() else { return false }
        let result = try pidfd.withNumber { clinux_pidfd_signal($0, signal) }
        if result == -ESRCH { return false }
        _ = try checked(result, "send signal \(signal) to", "process \(pid)")
        return true
    }
}

extension LinuxError {
    /// Whether a file of /proc said that its process is not there, or no more.
    var isOfNoProcess: Bool { errno == ENOENT || errno == ESRCH }
}
