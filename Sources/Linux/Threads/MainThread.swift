import Glibc

/// The thread that a program begins on.
package enum MainThread {
    /// Lives a program's whole life, which begins on this thread and ends by `exit`, and keeps the thread until then.
    ///
    /// An `async` main lets its thread end once the life waits for the first time. In a statically linked program that
    /// unwinds the thread, for which libgcc first sorts the frames of the whole program: 27 ms of a processor in every
    /// start of an understudy, beside its work. It leaves a leader that is a zombie too, whose `/proc/PID/cwd` and
    /// `fd` nobody can read.
    package static func live(_ life: @escaping @Sendable () async -> Never) -> Never {
        Task.immediate { await life() }
        while true { pause() }
    }
}
