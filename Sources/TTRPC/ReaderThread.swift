internal import Glibc

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
                if let raw { Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body() }
                return nil
            }, box.toOpaque())
        guard result == 0 else {
            box.release()
            throw TTRPCError.system("starting", "a reader thread", errno: result)
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
