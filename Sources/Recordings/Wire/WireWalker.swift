/// Goes over the bytes of one message once; it never recurses, so depth costs nothing.
struct WireWalker {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) throws(Wire.Fault) {
        guard bytes.count <= Wire.byteLimit else { throw .tooLong(bytes.count) }
        self.bytes = bytes
    }

    mutating func walk() throws(Wire.Fault) -> [Wire.Field] {
        var fields: [Wire.Field] = []
        while at < bytes.count {
            guard fields.count < Wire.fieldLimit else { throw .tooManyFields }
            fields.append(try field())
        }
        return fields
    }

    private mutating func field() throws(Wire.Fault) -> Wire.Field {
        let start = at
        let tag = try varint(from: start)
        guard let number = Int(exactly: tag >> 3), (1...536_870_911).contains(number) else {
            throw .badNumber(offset: start)
        }
        switch tag & 7 {
        case 0: return Wire.Field(number: number, value: .varint(try varint(from: start)))
        case 1: return Wire.Field(number: number, value: .fixed64(try fixed(8, from: start)))
        case 2:
            let length = try varint(from: start)
            return Wire.Field(number: number, value: .run(Array(try run(length, from: start))))
        case 3:
            try skipGroup(number, from: start)
            return Wire.Field(number: number, value: .group)
        case 5:
            return Wire.Field(number: number, value: .fixed32(UInt32(truncatingIfNeeded: try fixed(4, from: start))))
        default: throw .badType(Int(tag & 7), offset: start)
        }
    }

    /// Passes over a group up to its own end tag, counting the groups inside it.
    private mutating func skipGroup(_ number: Int, from start: Int) throws(Wire.Fault) {
        var open = [number]
        while let innermost = open.last {
            let tag = try varint(from: start)
            let inner = Int(truncatingIfNeeded: tag >> 3)
            switch tag & 7 {
            case 0: _ = try varint(from: start)
            case 1: _ = try fixed(8, from: start)
            case 2: _ = try run(try varint(from: start), from: start)
            case 3:
                guard open.count < 64 else { throw .badType(3, offset: start) }
                open.append(inner)
            case 4:
                guard inner == innermost else { throw .badType(4, offset: start) }
                open.removeLast()
            case 5: _ = try fixed(4, from: start)
            default: throw .badType(Int(tag & 7), offset: start)
            }
        }
    }

    private mutating func varint(from start: Int) throws(Wire.Fault) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard at < bytes.count else { throw .cutOff(offset: start) }
            let byte = bytes[at]
            at += 1
            guard shift < 63 || byte <= 1 else { throw .overlongVarint(offset: start) }
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        throw .overlongVarint(offset: start)
    }

    private mutating func fixed(_ count: Int, from start: Int) throws(Wire.Fault) -> UInt64 {
        var value: UInt64 = 0
        for (place, byte) in try run(UInt64(count), from: start).enumerated() {
            value |= UInt64(byte) << (8 * UInt64(place))
        }
        return value
    }

    private mutating func run(_ length: UInt64, from start: Int) throws(Wire.Fault) -> ArraySlice<UInt8> {
        guard length <= UInt64(bytes.count - at) else { throw .cutOff(offset: start) }
        let end = at + Int(length)
        defer { at = end }
        return bytes[at..<end]
    }
}
