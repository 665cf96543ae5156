extension Poller {
    /// Waits until a read would not block (bytes, a connection, an end, an error); false if the deadline came first.
    ///
    /// A pidfd is readable when its process has ended. Throws `CancellationError` when the task is cancelled.
    package func readable(_ descriptor: Descriptor, until deadline: Stamp? = nil) async throws -> Bool {
        try await wait(for: descriptor, writing: false, until: deadline)
    }

    /// Waits until a write would not block; false if the deadline came first.
    package func writable(_ descriptor: Descriptor, until deadline: Stamp? = nil) async throws -> Bool {
        try await wait(for: descriptor, writing: true, until: deadline)
    }

    /// Waits for a moment. Throws `CancellationError` when the task is cancelled before.
    package func sleep(until moment: Stamp) async throws {
        _ = try await wait(for: nil, writing: false, until: moment)
    }

    /// Calls back on the poller's thread when a descriptor is readable. The callback must be short.
    func call(whenReadable descriptor: Descriptor, _ callback: @escaping @Sendable () -> Void) throws {
        try begin(newToken(), descriptor, writing: false, until: nil) { _ in callback() }
    }

    private func wait(for descriptor: Descriptor?, writing: Bool, until deadline: Stamp?) async throws -> Bool {
        let token = newToken()
        let readiness: Readiness = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                do {
                    try begin(token, descriptor, writing: writing, until: deadline) {
                        continuation.resume(returning: $0)
                    }
                    // The handler below may have run before there was a wait to end.
                    if Task.isCancelled { end(token, .cancelled) }
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        } onCancel: {
            end(token, .cancelled)
        }
        if readiness == .cancelled { throw CancellationError() }
        return readiness == .ready
    }
}
