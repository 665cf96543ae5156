import CLinux

/// Signals as values, in the order they come. One reader for the whole process, at its start.
///
/// Made with handlers and a thread that takes the signals, not by blocking them for a signalfd: an async `main` runs
/// on a pool thread, too late to change the main thread's mask. Two equal signals may come as one, as ever.
package struct SignalReader: AsyncSequence, Sendable {
    /// One signal, when it came, and the pid that sent it: 0 for the kernel, as for a Ctrl-C at the terminal.
    package struct Received: Hashable, Sendable {
        package let signal: Int32
        package let sender: Int32
        package let stamp: Stamp
    }

    private let descriptor: Descriptor
    private let poller: Poller

    /// Catches these signals from now on, also those that the parent left ignored. Throws EALREADY the second time.
    package init(_ signals: SignalSet) throws {
        poller = try Poller.shared
        let number = try checked(clinux_catch_signals(signals.bits), "catch", "signals")
        descriptor = Descriptor(owning: number)
        try startThread("signals") { clinux_take_signals(signals.bits) }
    }

    /// The next signal; nil if the deadline came first.
    package func next(until deadline: Stamp? = nil) async throws -> Received? {
        while true {
            var seen = clinux_signal()
            let result = try descriptor.withNumber { clinux_read_signal($0, &seen) }
            if try checked(result, "read", "a signal") == 1 {
                return Received(signal: seen.signal, sender: seen.sender, stamp: Stamp(nanoseconds: seen.stamp))
            }
            if !(try await poller.readable(descriptor, until: deadline)) { return nil }
        }
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let reader: SignalReader

        package func next() async throws -> Received? {
            try await reader.next()
        }
    }

    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(reader: self) }
}
