import CLinux

/// How and when a process ended, and what it had used.
package struct ProcessExit: Hashable, Sendable {
    package let pid: Int32
    package let status: ProcessStatus

    /// Right after the wait that saw the end.
    package let stamp: Stamp

    /// Time on processors, its own reaped children included, in microseconds.
    package let userMicroseconds: UInt64
    package let systemMicroseconds: UInt64

    /// The most memory that it, or a reaped child of it, had resident, in KiB.
    package let peakMemoryKiB: UInt64

    init(_ seen: clinux_exit) {
        pid = seen.pid
        status =
            switch seen.code {
            case 1: .exited(seen.status)
            case 3: .signalled(seen.status, core: true)
            default: .signalled(seen.status, core: false)
            }
        stamp = Stamp(nanoseconds: seen.stamp)
        userMicroseconds = seen.user_microseconds
        systemMicroseconds = seen.system_microseconds
        peakMemoryKiB = seen.peak_memory_kib
    }
}
