import CProbe

/// One message of a netlink dump (rtnetlink(7)); every length in it is checked before it is believed.
struct NetlinkMessage {
    /// What stands behind the common header: the body of the message's kind, then its attributes.
    let body: ArraySlice<UInt8>

    /// The number of one, two or four bytes at an offset of the body, 0 where the body is too short.
    func number(at offset: Int, bytes: Int) -> UInt32 {
        number(of: body.dropFirst(offset).prefix(bytes), bytes: bytes) ?? 0
    }

    /// The content of an attribute behind a body of `length` bytes; nil when there is none of that type.
    func attribute(_ type: UInt32, behind length: Int) -> ArraySlice<UInt8>? {
        attribute(type, in: body.dropFirst(length))
    }

    func attribute(_ type: UInt32, in attributes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var left = attributes
        while let length = number(of: left.prefix(2), bytes: 2),
            let found = number(of: left.dropFirst(2).prefix(2), bytes: 2)
        {
            guard length >= 4, Int(length) <= left.count else { return nil }
            // The two upper bits say that it is nested or in network order.
            if found & 0x3FFF == type { return left.prefix(Int(length)).dropFirst(4) }
            left = left.dropFirst((Int(length) + 3) & ~3)
        }
        return nil
    }

    /// An attribute of four bytes as a number.
    func value(_ type: UInt32, behind length: Int) -> UInt32? {
        attribute(type, behind: length).flatMap { number(of: $0, bytes: 4) }
    }

    /// An attribute that is text with a zero at its end.
    func text(_ type: UInt32, behind length: Int) -> Bytes? {
        attribute(type, behind: length).map { Bytes($0.prefix { $0 != 0 }) }
    }

    /// An attribute that is an address of four or sixteen bytes.
    func address(_ type: UInt32, behind length: Int) -> Bytes? {
        guard let bytes = attribute(type, behind: length), bytes.count == 4 || bytes.count == 16 else { return nil }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            guard let start = text.baseAddress else { return nil }
            bytes.withUnsafeBytes { raw in
                if let address = raw.baseAddress { probe_address_text(bytes.count == 16 ? 1 : 0, address, start, 64) }
            }
            return Bytes(cString: start)
        }
    }

    /// An attribute that is the address of a card: `02:42:ac:11:00:02`.
    func cardAddress(_ type: UInt32, behind length: Int) -> Bytes? {
        guard let bytes = attribute(type, behind: length), !bytes.isEmpty else { return nil }
        var text = Bytes()
        for byte in bytes {
            if !text.isEmpty { text.append(0x3A) }
            text += Bytes(hexadecimal: UInt64(byte), width: 2)
        }
        return text
    }

    private func number(of bytes: ArraySlice<UInt8>, bytes count: Int) -> UInt32? {
        guard bytes.count == count else { return nil }
        // This machine's own order; every architecture that is built for is little-endian.
        return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Everything that answers one request for a dump; nil where the kernel does not answer.
    static func dump(_ request: Int) -> [NetlinkMessage]? {
        let limit = 262_144
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 16)
        defer { buffer.deallocate() }
        guard let start = buffer.baseAddress else { return nil }
        let count = probe_netlink(Int32(request), start, limit)
        guard count >= 0 else { return nil }
        var left = Bytes(UnsafeRawBufferPointer(start: start, count: count))[...]
        var messages: [NetlinkMessage] = []
        while left.count >= 16 {
            let header = NetlinkMessage(body: left)
            let length = Int(header.number(at: 0, bytes: 4))
            guard length >= 16, length <= left.count else { break }
            // Below 16 are control messages, the end of the dump among them.
            if header.number(at: 4, bytes: 2) >= 16 {
                messages.append(NetlinkMessage(body: left.prefix(length).dropFirst(16)))
            }
            left = left.dropFirst((length + 3) & ~3)
        }
        return messages
    }
}
