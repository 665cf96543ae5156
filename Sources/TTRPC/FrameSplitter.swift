/// Cuts a stream of bytes into whole frames of some types, and hands everything else on as it comes.
///
/// Unlike ``FrameDecoder`` it loses nothing: what it hands out, joined, is what came in, also where that is no ttrpc.
struct FrameSplitter: Sendable {
    /// What the bytes turned out to be.
    enum Piece: Sendable, Hashable {
        /// A whole frame of one of the types.
        case frame(Frame)
        /// Bytes of anything else.
        case other([UInt8])
    }

    private let types: Set<FrameType>
    private var pending: [UInt8] = []
    /// Bytes of a frame that is handed on as it comes and are still to come.
    private var passing = 0

    init(_ types: Set<FrameType>) {
        self.types = types
    }

    /// Takes the next bytes and gives, in order, what they complete.
    mutating func split(_ bytes: some Collection<UInt8>) -> [Piece] {
        pending.append(contentsOf: bytes)
        var pieces: [Piece] = []
        var at = 0
        while at < pending.count {
            if passing > 0 {
                let count = min(passing, pending.count - at)
                pieces.append(.other(Array(pending[at..<at + count])))
                passing -= count
                at += count
                continue
            }
            guard let header = FrameHeader(pending[at...]) else { break }
            let end = at + FrameHeader.byteCount + Int(header.length)
            guard types.contains(header.type), !header.isOversize else {
                passing = end - at
                continue
            }
            guard end <= pending.count else { break }
            pieces.append(.frame(Frame(header: header, bytes: Array(pending[at..<end]))))
            at = end
        }
        pending.removeFirst(at)
        return pieces
    }

    /// What is left of a frame that never became whole.
    var remainder: [UInt8] { pending }
}
