import CLinux

/// Signals as values, in the order they come. They must be blocked (`Signals.block`), or they act as ever.
///
/// The kernel merges equal signals that are pending: two in a row may come as one.
package struct SignalReader: AsyncSequence, Sendable {
    /// One signal, and who sent it: 0 for the kernel, as for a Ctrl-C at the terminal.
    package struct Received: Hashable, Sendable {
        package let signal: Int32
        package let sender: Int32
        package let stamp: Stamp
    }

    private let descriptor: Descriptor
    private let poller: Poller

    /// Reads these signals from now on.
    package init(_ signals: SignalSet) throws {
        poller = try Poller.shared
        descriptor = Descriptor(
            owning: try checked(clinux_signal_descriptor(signals.bits), "make", "a signal descriptor"))
    }

    /// The next signal; nil if the deadline came first.
    package func next(until deadline: Stamp? = nil) async throws -> Received? {
        while true {
            var seen = clinux_signal()
            let result = try descriptor.withNumber { clinux_read_signal($0, &seen) }
            let stamp = Stamp.now
            if try checked(result, "read", "a signal") == 1 {
                return Received(signal: seen.signal, sender: seen.sender_pid, stamp: stamp)
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
