import CLinux
import Glibc

/// A process that this one started, or adopted as an orphan. Letting go of it does not end it.
package final class SpawnedProcess: Sendable {
    /// Its number; may be another process's after it has ended and been seen.
    package let pid: Int32

    /// Refers to this process and no other, for ever.
    package let pidfd: Descriptor

    /// The path that was executed; for an adopted process the name that the kernel has for it.
    package let program: String

    /// Right before the clone.
    package let launched: Stamp

    /// Right after the child had executed its program.
    package let executed: Stamp

    let ended = OneShot<ProcessExit>()

    init(pid: Int32, pidfd: Descriptor, program: String, launched: Stamp, executed: Stamp) {
        self.pid = pid
        self.pidfd = pidfd
        self.program = program
        self.launched = launched
        self.executed = executed
    }

    /// Sends a signal to this process alone; false if it has ended.
    @discardableResult
    package func send(_ signal: Int32) throws -> Bool {
        try pidfd.withNumber { number in
            let result = clinux_pidfd_signal(number, signal)
            if result == -ESRCH { return false }
            _ = try checked(result, "send signal \(signal) to", "process \(pid) (\(program))")
            return true
        }
    }

    /// Sends a signal to the process group that this process leads; false if nobody is in it any more.
    ///
    /// Before Linux 6.9 also false once the process itself has been seen to end: its number may be a stranger's then.
    @discardableResult
    package func sendToGroup(_ signal: Int32) throws -> Bool {
        var result = try pidfd.withNumber { clinux_pidfd_signal_group($0, signal) }
        if result == -EINVAL {
            guard ended.value == nil, getpgid(pid) == pid else { return false }
            result = kill(-pid, signal) == 0 ? 0 : -errno
        }
        if result == -ESRCH { return false }
        _ = try checked(result, "send signal \(signal) to", "process group \(pid) (\(program))")
        return true
    }

    /// How the process ended, if it has.
    package var exitSoFar: ProcessExit? { ended.value }

    /// Waits for the end of the process. Many may wait. Throws `CancellationError` when the task is cancelled.
    package func exit() async throws -> ProcessExit {
        try await ended.get()
    }

    /// Waits for the end of the process until a moment; nil if it still lives then.
    package func exit(until deadline: Stamp) async throws -> ProcessExit? {
        try await withDeadline(deadline) { try await self.ended.get() }
    }

    /// Waits for the end of the process for a while; nil if it still lives then.
    package func exit(within duration: Duration) async throws -> ProcessExit? {
        try await exit(until: .after(duration))
    }
}
