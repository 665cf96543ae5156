extension Poller {
    /// Asks a socket one thing: connects, writes, and reads until the answer is whole, the end, a limit or the deadline.
    ///
    /// The end is `.closed` also when the answer is whole and the connection stays open, as servers may let it.
    ///
    /// - Parameter isWhole: Whether what has come needs no more; asked only when nothing more is there at the moment.
    /// - Throws: A `LinuxError` when nobody listens, or the other side resets the connection.
    package func ask(
        _ address: UnixAddress, _ question: [UInt8], limit: Int, until deadline: Stamp,
        isWhole: @Sendable ([UInt8]) -> Bool
    ) async throws -> Collected {
        let connection = try UnixSocket.connect(address)
        guard try await writeAll(connection, question, until: deadline) else {
            return Collected(bytes: [], end: .deadline)
        }
        var all: [UInt8] = []
        while true {
            // What is there at the moment, and no more: the lull decides whether that is all.
            let more = try await readAll(connection, limit: limit - all.count, until: .now)
            all += more.bytes
            guard more.end == .deadline else { return Collected(bytes: all, end: more.end) }
            if isWhole(all) { return Collected(bytes: all, end: .closed) }
            guard try await readable(connection, until: deadline) else { return Collected(bytes: all, end: .deadline) }
        }
    }
}
