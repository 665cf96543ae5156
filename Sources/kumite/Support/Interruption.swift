import ArgumentParser
import Foundation
import Linux
import Runs
import Synchronization

/// Ctrl-C and TERM, from when it is made on: once ends what goes on in good order, twice leaves at once.
final class Interruption: Sendable {
    static let code: Int32 = 130
    private static let signals: SignalSet = [SIGINT, SIGTERM]

    private struct State {
        var hasCome = false
        /// What the first signal does now; nil between two parts of a run, of which the next one then learns.
        var first: (@Sendable () async -> Void)?
    }

    private let state = Mutex(State())

    /// Whether a signal has come.
    var hasCome: Bool { state.withLock { $0.hasCome } }

    /// Makes the conductor deaf to the signals' own effect, before any thread is there; a subreaper, so that what a
    /// dead lane leaves comes here.
    static func prepare() throws {
        try Signals.prepare()
        try Subreaper.become()
        try Reaper.install { _ in }
    }

    init() throws {
        let reader = try SignalReader(Self.signals)
        Task {
            for try await _ in reader {
                let (isFirst, act) = state.withLock { state in
                    defer { state.hasCome = true }
                    return (!state.hasCome, state.first)
                }
                guard isFirst else {
                    Output.error("\nleaving; `kumite clean` removes what is left")
                    exit(Self.code)
                }
                Output.error("\ninterrupted: ending what runs; again to leave at once")
                await act?()
            }
        }
    }

    /// Carries out a part of a run, which the first signal ends by `first`, also one that came before.
    func handled<Value>(
        first: @escaping @Sendable () async -> Void, _ body: () async throws -> Value
    ) async rethrows -> Value {
        let hasCome = state.withLock { state in
            state.first = first
            return state.hasCome
        }
        if hasCome { await first() }
        defer { state.withLock { $0.first = nil } }
        return try await body()
    }

    /// Carries out what comes before there is a run folder: of it nothing is kept.
    ///
    /// - Throws: An `ExitCode` of 130 when it was interrupted.
    func beginning<Value>(_ body: (StopSign) async throws -> Value) async throws -> Value {
        let stop = StopSign()
        do {
            return try await handled(first: { stop.raise() }) { try await body(stop) }
        } catch is StopSign.Stopped {
            Output.error("no trial had begun and nothing was recorded; run again")
            throw ExitCode(Self.code)
        }
    }

    /// Carries out what comes after the last trial: the first signal leaves, for all can be made again.
    func concluding<Value>(_ path: String, _ body: () async throws -> Value) async rethrows -> Value {
        try await handled(
            first: {
                Output.error("all trials are recorded; `kumite report \(path)` tells what was found")
                exit(Self.code)
            }, body)
    }
}
