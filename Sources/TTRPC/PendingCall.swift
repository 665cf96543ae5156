/// How a unary call ended, and when.
struct Reply: Sendable {
    var outcome: CallOutcome
    var nanoseconds: UInt64
}

/// A stream that waits for something from the server.
struct PendingCall: Sendable {
    /// Who waits.
    enum Waiter: Sendable {
        case call(CheckedContinuation<Reply, Never>)
        case stream(MessageQueue<StreamEnd>)
    }

    var waiter: Waiter
    /// The call's number in its client, by which a cancellation finds it.
    var number: UInt64
    /// When to give up, on CLOCK_MONOTONIC; `UInt64.max` for never.
    var deadline: UInt64
    /// What the caller said, for the failure's words.
    var timeout: Duration?

    /// A call that begins now.
    init(_ waiter: Waiter, number: UInt64, timeout: Duration?) {
        self.waiter = waiter
        self.number = number
        self.timeout = timeout
        deadline =
            timeout.map { monotonicNanoseconds().addingReportingOverflow($0.nanoseconds) }
            .map { $0.overflow ? .max : $0.partialValue } ?? .max
    }

    /// Tells the waiter how it ended; never under a lock.
    func finish(_ outcome: CallOutcome, at nanoseconds: UInt64) {
        switch waiter {
        case .call(let continuation):
            continuation.resume(returning: Reply(outcome: outcome, nanoseconds: nanoseconds))
        case .stream(let queue):
            queue.end(StreamEnd(outcome: outcome, nanoseconds: nanoseconds))
        }
    }
}
