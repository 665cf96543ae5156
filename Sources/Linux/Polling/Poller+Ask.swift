import Glibc

extension Poller {
    /// Asks a socket one thing: connects, writes, and reads until the answer is whole, the end, a limit or the deadline.
    ///
    /// The end is `.closed` also when the answer is whole and the connection stays open, as servers may let it, and when
    /// the other side broke off without having read the question.
    ///
    /// - Parameter isWhole: Whether what has come needs no more; asked only when nothing more is there at the moment.
    /// - Throws: A `LinuxError` when nobody listens.
    package func ask(
        _ address: UnixAddress, _ question: [UInt8], limit: Int, until deadline: Stamp,
        isWhole: @Sendable ([UInt8]) -> Bool
    ) async throws -> Collected {
        let connection = try UnixSocket.connect(address)
        do {
            guard try await writeAll(connection, question, until: deadline) else {
                return Collected(bytes: [], end: .deadline)
            }
        } catch let error as LinuxError where [EPIPE, ECONNRESET].contains(error.errno) {
            // What it said before it broke off may still be there.
        }
        var all: [UInt8] = []
        while all.count < limit {
            do {
                let more = try connection.read(upTo: min(65_536, limit - all.count))
                if more.isEmpty { return Collected(bytes: all, end: .closed) }
                all += more
            } catch let error as LinuxError where error.errno == EAGAIN {
                if isWhole(all) { return Collected(bytes: all, end: .closed) }
                guard try await readable(connection, until: deadline) else {
                    return Collected(bytes: all, end: .deadline)
                }
            } catch let error as LinuxError where error.errno == ECONNRESET {
                return Collected(bytes: all, end: .closed)
            }
        }
        return Collected(bytes: all, end: .limit)
    }
}
