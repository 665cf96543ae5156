/// Runs an operation until a moment; nil if it was not done by then.
///
/// It is cancelled then, and waited for: an operation that ignores cancellation makes this late.
package func withDeadline<Value: Sendable>(
    _ deadline: Stamp, _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value? {
    let poller = try Poller.shared
    return try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await operation() }
        group.addTask {
            try await poller.sleep(until: deadline)
            return nil
        }
        defer { group.cancelAll() }
        return try await group.next() ?? nil
    }
}
