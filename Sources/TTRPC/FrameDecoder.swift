/// Cuts a stream of bytes into frames, in whatever pieces they come.
///
/// A payload that is too long is never held: it is reported at its header, then skipped. So the decoder holds at most
/// one frame, and a peer cannot make it hold more than 4 MiB and 10 bytes.
struct FrameDecoder: Sendable {
    /// What the bytes turned out to be.
    enum Item: Sendable, Hashable {
        /// A whole frame of whatever type.
        case frame(Frame)
        /// A header that announces more than the protocol allows; its payload is skipped.
        case oversize(FrameHeader)
    }

    /// Bytes of a frame that is not complete yet.
    private var pending: [UInt8] = []
    /// Bytes of an oversize payload that are still to come.
    private var skipping = 0

    /// Takes the next bytes and hands out, in order, what they complete.
    mutating func decode(_ bytes: UnsafeRawBufferPointer, _ found: (Item) -> Void) {
        var rest = UnsafeRawBufferPointer(rebasing: bytes[...])
        while !rest.isEmpty {
            if skipping > 0 {
                let skipped = min(skipping, rest.count)
                skipping -= skipped
                rest = UnsafeRawBufferPointer(rebasing: rest[skipped...])
            } else if pending.isEmpty, let header = FrameHeader(rest), !header.isOversize,
                rest.count >= FrameHeader.byteCount + Int(header.length)
            {
                // The usual case, a frame in one piece: copied once, from the read buffer to its own array.
                let end = FrameHeader.byteCount + Int(header.length)
                found(.frame(Frame(header: header, bytes: [UInt8](rest[..<end]))))
                rest = UnsafeRawBufferPointer(rebasing: rest[end...])
            } else {
                let taken = min(missing, rest.count)
                pending.append(contentsOf: rest[..<taken])
                rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
                complete(found)
            }
        }
    }

    /// What is left over when the bytes end: nil at a frame's border, else what was cut off.
    var remainder: Truncation? {
        if skipping > 0 { return .payload(missingBytes: skipping) }
        if pending.isEmpty { return nil }
        return pending.count < FrameHeader.byteCount
            ? .header(presentBytes: pending.count) : .payload(missingBytes: missing)
    }

    /// How many more bytes the pending frame needs, its header first.
    private var missing: Int {
        guard let header = FrameHeader(pending) else { return FrameHeader.byteCount - pending.count }
        return FrameHeader.byteCount + Int(header.length) - pending.count
    }

    /// Hands out the pending frame if all of it is there, and judges its header as soon as that is.
    private mutating func complete(_ found: (Item) -> Void) {
        guard let header = FrameHeader(pending) else { return }
        if header.isOversize {
            pending.removeAll()
            skipping = Int(header.length)
            found(.oversize(header))
        } else if missing == 0 {
            let whole = pending
            pending = []
            found(.frame(Frame(header: header, bytes: whole)))
        } else {
            pending.reserveCapacity(FrameHeader.byteCount + Int(header.length))
        }
    }
}

/// Where in a frame the bytes ended.
public enum Truncation: Sendable, Hashable, CustomStringConvertible {
    /// Inside the header.
    case header(presentBytes: Int)
    /// Inside the payload.
    case payload(missingBytes: Int)

    /// The place in words.
    public var description: String {
        switch self {
        case .header(let present): "after \(present) of a header's \(FrameHeader.byteCount) bytes"
        case .payload(let missing): "\(missing) bytes before the end of a payload"
        }
    }
}
