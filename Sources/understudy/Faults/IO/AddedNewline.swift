import Synchronization

extension Fault {
    static let addedNewline = Fault(
        name: "io/newline-added",
        title: "An output that ends without an end of line gets one",
        because: "A token or a key that is read from an exec's output has a byte too many.",
        expects: Expectation(facets: ["*/**/stdout", "*/**/stdout/bytes"], severity: "blocker", step: "wait"),
        scenarios: ["io/no-newline"]
    ) { _ in
        Misbehaviour(streams: { _, _ in
            let last = LastByte()
            return Streams([.stdout]) { piece in
                last.note(piece.bytes)
                return [piece]
            } ended: { name in
                (last.isOther(than: 10) ? [Streams.Piece(name, [10])] : [], true)
            }
        })
    }
}

/// The last byte that has passed on a stream.
private final class LastByte: Sendable {
    private let byte = Mutex<UInt8?>(nil)

    func note(_ bytes: [UInt8]) {
        byte.withLock { $0 = bytes.last ?? $0 }
    }

    func isOther(than value: UInt8) -> Bool {
        byte.withLock { $0.map { $0 != value } ?? false }
    }
}
