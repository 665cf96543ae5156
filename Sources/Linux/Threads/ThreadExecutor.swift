import CLinux
import Synchronization

/// A serial executor that is one thread: for actors that make blocking calls or hold state of a thread.
///
/// The thread ends with the executor, when no actor holds it any more, or with `stop()`.
package final class ThreadExecutor: SerialExecutor {
    /// What the thread and the executor share; the thread must not keep the executor alive.
    private final class Line: Sendable {
        struct State {
            var jobs: [UnownedJob] = []
            var stopping = false
            var ended = false
        }

        let state = Mutex(State())
        let arrivals: Descriptor
        let finished = OneShot<Void>()

        init() throws {
            arrivals = Descriptor(owning: try checked(clinux_counter_create(), "make", "an event counter"))
        }

        func wake() {
            _ = try? arrivals.withNumber { clinux_counter_add($0) }
        }

        func run(on executor: UnownedSerialExecutor) {
            while true {
                let (jobs, ended) = state.withLock { state in
                    defer { state.jobs = [] }
                    state.ended = state.stopping && state.jobs.isEmpty
                    return (state.jobs, state.ended)
                }
                for job in jobs { job.runSynchronously(on: executor) }
                if jobs.isEmpty {
                    if ended { break }
                    _ = try? arrivals.withNumber { clinux_counter_take($0) }
                }
            }
            finished.set(())
        }
    }

    private let line: Line

    /// Starts the thread. The kernel's name for it is cut to 15 bytes.
    package init(name: String) throws {
        line = try Line()
        // Valid while a job runs: its actor holds this executor.
        let unowned = UnownedSerialExecutor(ordinary: self)
        let line = line
        try startThread(name) { line.run(on: unowned) }
    }

    deinit {
        line.state.withLock { $0.stopping = true }
        line.wake()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        line.state.withLock { state in
            precondition(!state.ended, "a job came for a thread that has been stopped: it would never run")
            state.jobs.append(job)
        }
        line.wake()
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    /// Waits until the thread has done what was enqueued, and has ended. Nothing may be enqueued any more.
    package func stop() async throws {
        line.state.withLock { $0.stopping = true }
        line.wake()
        try await line.finished.get()
    }
}
