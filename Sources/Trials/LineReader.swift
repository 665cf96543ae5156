package import Linux

/// Reads lines from a descriptor without blocking a thread that runs tasks.
package actor LineReader {
    /// How long a line may be: a scenario with its steps fits many times over.
    package static let limit = 16 << 20

    private let descriptor: Descriptor
    private let poller: Poller
    private var pending: [UInt8] = []
    /// Where the next line begins, and up to where no end of it was found.
    private var begin = 0
    private var searched = 0
    private var atEnd = false

    package init(_ descriptor: Descriptor, poller: Poller) {
        self.descriptor = descriptor
        self.poller = poller
    }

    /// Lets go of the input: who still writes to it is not kept waiting, but told so (EPIPE).
    package func close() {
        descriptor.close()
    }

    /// The next line without its end; nil at the end of the input, or if the deadline came first.
    ///
    /// A last line without an end is dropped: it is torn.
    /// - Throws: A `LinuxError` when reading fails or a line is longer than `limit`.
    package func next(until deadline: Stamp? = nil) async throws -> [UInt8]? {
        while true {
            if let end = pending[searched...].firstIndex(of: 10) {
                let line = Array(pending[begin..<end])
                begin = end + 1
                searched = begin
                return line
            }
            pending.removeSubrange(..<begin)
            begin = 0
            searched = pending.count
            guard pending.count <= Self.limit else {
                throw LinuxError(
                    doing: "read", to: "a line", because: "it is longer than \(Self.limit) bytes",
                    now: "see whether both ends are the same version of kumite")
            }
            if atEnd { return nil }
            guard try await poller.readable(descriptor, until: deadline) else { return nil }
            let more = try descriptor.read(upTo: 1 << 16)
            if more.isEmpty { atEnd = true }
            pending += more
        }
    }
}
