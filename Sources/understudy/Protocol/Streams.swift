/// What a fault does to what a process reads and writes.
struct Streams: Sendable {
    /// One of a process's three streams.
    enum Name: Int, Sendable, Hashable, CaseIterable {
        case stdin = 0
        case stdout = 1
        case stderr = 2
    }

    /// Some bytes for a stream.
    struct Piece: Sendable, Hashable {
        var stream: Name
        var bytes: [UInt8]

        init(_ stream: Name, _ bytes: [UInt8]) {
            self.stream = stream
            self.bytes = bytes
        }
    }

    /// Which of them are led through the understudy.
    var led: Set<Name>
    /// What is passed on when bytes come on a stream.
    var came: @Sendable (Piece) async -> [Piece]
    /// What is passed on when a stream has ended, and whether its end is.
    var ended: @Sendable (Name) async -> (rest: [Piece], isTold: Bool)

    init(
        _ led: Set<Name>, came: @escaping @Sendable (Piece) async -> [Piece] = { [$0] },
        ended: @escaping @Sendable (Name) async -> (rest: [Piece], isTold: Bool) = { _ in ([], true) }
    ) {
        self.led = led
        self.came = came
        self.ended = ended
    }
}
