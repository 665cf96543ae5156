/// The kernel's answers about links and queueing disciplines, message by message. Source: rtnetlink(7).
///
/// Lengths are not trusted: what does not fit ends the walk.
struct RouteMessages {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Calls back with each message's type and body.
    func forEach(_ body: (_ type: UInt16, _ message: ArraySlice<UInt8>) -> Void) {
        var rest = bytes[...]
        while let length = rest.number(UInt32.self, at: 0), length >= 16, length <= rest.count {
            let message = rest.prefix(Int(length))
            body(message.number(UInt16.self, at: 4) ?? 0, message.dropFirst(16))
            rest = rest.dropFirst((Int(length) + 3) & ~3)
        }
    }
}

extension ArraySlice<UInt8> {
    /// A number in the machine's byte order, at an offset; nil beyond the end.
    func number<Number: FixedWidthInteger & UnsignedInteger>(_ type: Number.Type, at offset: Int) -> Number? {
        let size = MemoryLayout<Number>.size
        guard offset >= 0, offset + size <= count else { return nil }
        var value: Number = 0
        for index in 0..<size { value |= Number(self[startIndex + offset + index]) << Number(8 * index) }
        return Number(littleEndian: value)
    }

    /// The value of the first attribute of a type; the attributes begin at an offset.
    func attribute(_ wanted: UInt16, after offset: Int) -> ArraySlice<UInt8>? {
        var rest = dropFirst(offset)
        while let length = rest.number(UInt16.self, at: 0), length >= 4, Int(length) <= rest.count {
            // The two highest bits are flags (NLA_F_NESTED, NLA_F_NET_BYTEORDER).
            if let type = rest.number(UInt16.self, at: 2), type & 0x3fff == wanted {
                return rest.prefix(Int(length)).dropFirst(4)
            }
            rest = rest.dropFirst((Int(length) + 3) & ~3)
        }
        return nil
    }

    /// The values of all attributes, at most 256; the attributes begin at an offset.
    func attributes(after offset: Int) -> [ArraySlice<UInt8>] {
        var values: [ArraySlice<UInt8>] = []
        var rest = dropFirst(offset)
        while values.count < 256, let length = rest.number(UInt16.self, at: 0), length >= 4,
            Int(length) <= rest.count
        {
            values.append(rest.prefix(Int(length)).dropFirst(4))
            rest = rest.dropFirst((Int(length) + 3) & ~3)
        }
        return values
    }

    /// A text that ends with a zero.
    var terminatedText: String { String(decoding: prefix { $0 != 0 }, as: UTF8.self) }
}
