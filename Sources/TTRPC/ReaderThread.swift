internal import Glibc
internal import Linux

/// A thread of our own that runs one body and is joined.
struct ReaderThread: Sendable {
    private let identity: pthread_t

    /// Starts a thread on the body.
    init(_ body: @escaping @Sendable () -> Void) throws {
        let box = Unmanaged.passRetained(Box(body))
        var identity = pthread_t()
        let result = pthread_create(
            &identity, nil,
            { raw in
                blockSignals()
                if let raw { Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body() }
                return nil
            }, box.toOpaque())
        guard result == 0 else {
            box.release()
            let error = LinuxError(doing: "start", to: "a reader thread", errno: result)
            throw TTRPCError.system("starting", "a reader thread", error)
        }
        self.identity = identity
    }

    /// Whether the caller runs on this thread, which therefore can't be joined.
    var isCurrent: Bool { pthread_equal(identity, pthread_self()) != 0 }

    /// Waits for the body to return; once only.
    func join() {
        pthread_join(identity, nil)
    }

    /// Lets the thread's end free it, instead of a join.
    func detach() {
        pthread_detach(identity)
    }

    /// Carries the closure through the C call.
    private final class Box: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}

/// Leaves every signal but a fault of its own to the process's other threads, which may wait for it.
private func blockSignals() {
    var signals = sigset_t()
    sigfillset(&signals)
    for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGABRT] { sigdelset(&signals, fault) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
}
