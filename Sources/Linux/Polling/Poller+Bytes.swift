import Glibc

/// What was read from a descriptor, and why no more.
package struct Collected: Sendable {
    package enum End: Hashable, Sendable {
        /// The other end was closed.
        case closed
        /// The limit was reached; the rest was not read.
        case limit
        /// The deadline came first.
        case deadline
    }

    package let bytes: [UInt8]
    package let end: End
}

extension Poller {
    /// Reads until the end, a limit or a deadline, without blocking a pool thread. Makes the descriptor non-blocking.
    package func readAll(_ descriptor: Descriptor, limit: Int, until deadline: Stamp? = nil) async throws -> Collected {
        try descriptor.setNonBlocking()
        var all: [UInt8] = []
        while true {
            if all.count >= limit { return Collected(bytes: all, end: .limit) }
            do {
                let more = try descriptor.read(upTo: min(65_536, limit - all.count))
                if more.isEmpty { return Collected(bytes: all, end: .closed) }
                all += more
            } catch let error as LinuxError where error.errno == EAGAIN {
                if !(try await readable(descriptor, until: deadline)) { return Collected(bytes: all, end: .deadline) }
            } catch let error as LinuxError where error.errno == EIO {
                // A terminal's outer end, when nobody holds the inner one any more.
                return Collected(bytes: all, end: .closed)
            }
        }
    }

    /// Reads until the end or a deadline and keeps how it begins; the rest is dropped, so that the writer never blocks.
    ///
    /// The end is `.limit` when something was dropped, whatever came first. Makes the descriptor non-blocking.
    package func drain(_ descriptor: Descriptor, keeping limit: Int, until deadline: Stamp? = nil) async throws
        -> (kept: Collected, closed: Bool)
    {
        let kept = try await readAll(descriptor, limit: limit, until: deadline)
        guard kept.end == .limit else { return (kept, kept.end == .closed) }
        var dropped = false
        while true {
            let more = try await readAll(descriptor, limit: 1 << 20, until: deadline)
            dropped = dropped || !more.bytes.isEmpty
            guard more.end == .limit else {
                return (Collected(bytes: kept.bytes, end: dropped ? .limit : more.end), more.end == .closed)
            }
        }
    }

    /// Writes everything; false if the deadline came first. Makes the descriptor non-blocking.
    package func writeAll(_ descriptor: Descriptor, _ bytes: [UInt8], until deadline: Stamp? = nil) async throws -> Bool
    {
        try descriptor.setNonBlocking()
        var rest = bytes[...]
        while !rest.isEmpty {
            do {
                rest = rest.dropFirst(try descriptor.write(rest))
            } catch let error as LinuxError where error.errno == EAGAIN {
                if !(try await writable(descriptor, until: deadline)) { return false }
            }
        }
        return true
    }

    /// Takes the next connection; nil if the deadline came first.
    package func accept(_ listener: Descriptor, until deadline: Stamp? = nil) async throws -> Descriptor? {
        while true {
            if let connection = try UnixSocket.accept(listener) { return connection }
            if !(try await readable(listener, until: deadline)) { return nil }
        }
    }
}
