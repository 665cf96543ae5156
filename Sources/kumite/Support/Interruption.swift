import Foundation
import Linux

/// Ctrl-C and TERM: once ends the run in good order, twice leaves at once.
enum Interruption {
    static let code: Int32 = 130
    private static let signals: SignalSet = [SIGINT, SIGTERM]

    /// Makes the conductor deaf to the signals' own effect, before any thread is there; a subreaper, so that what a
    /// dead lane leaves comes here.
    static func prepare() throws {
        try Signals.prepare()
        try Subreaper.become()
        try Reaper.install { _ in }
    }

    /// Runs `body`; the first signal calls `first`, the second `second` and leaves the process with 130.
    static func handled<Value: Sendable>(
        first: @escaping @Sendable () async -> Void, second: @escaping @Sendable () async -> Void,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let reader = try SignalReader(signals)
        let listening = Task {
            var count = 0
            for try await _ in reader {
                count += 1
                if count == 1 {
                    await first()
                } else {
                    await second()
                    exit(code)
                }
            }
        }
        defer { listening.cancel() }
        return try await body()
    }
}
