/// One block of 512 bytes that begins an entry of a tar archive (POSIX.1-1988 ustar, and GNU's ways beside it).
struct LayerHeader: Sendable, Hashable {
    static let length = 512

    var name: String
    var linkTarget: String
    /// The kind's letter, `0` for a file.
    var type: UInt8
    var size: Int64
    var mode: UInt32
    var uid: UInt32
    var gid: UInt32
    var modified: Int64

    /// Reads a block that is not all zeroes.
    ///
    /// - Throws: An `OCIError` that says what is wrong with it.
    init(_ block: ArraySlice<UInt8>) throws(OCIError) {
        let bytes = Array(block)
        let told = try Self.number(bytes[148..<156], "a checksum")
        // The checksum's own field counts as blanks.
        let sum = bytes.enumerated().reduce(Int64(0)) {
            $0 + ((148..<156).contains($1.offset) ? 32 : Int64($1.element))
        }
        guard told == sum else { throw OCIError(.layer("it is no tar archive, or a damaged one: a checksum is wrong")) }
        var name = try Self.text(bytes[0..<100])
        // GNU writes other things behind the magic's blanks.
        if Array(bytes[257..<263]) == Array("ustar\0".utf8) {
            let prefix = try Self.text(bytes[345..<500])
            if !prefix.isEmpty { name = "\(prefix)/\(name)" }
        }
        self.name = name
        linkTarget = try Self.text(bytes[157..<257])
        type = bytes[156] == 0 ? UInt8(ascii: "0") : bytes[156]
        size = try Self.number(bytes[124..<136], "a size")
        mode = UInt32(try Self.number(bytes[100..<108], "a mode") & 0o7777)
        uid = try Self.identifier(bytes[108..<116])
        gid = try Self.identifier(bytes[116..<124])
        modified = try Self.number(bytes[136..<148], "a time")
    }

    /// A text up to its first zero.
    static func text(_ bytes: ArraySlice<UInt8>) throws(OCIError) -> String {
        let used = bytes.prefix { $0 != 0 }
        guard let text = String(validating: used, as: UTF8.self) else {
            throw OCIError(.layer("a name in it is no UTF-8"))
        }
        return text
    }

    private static func identifier(_ bytes: ArraySlice<UInt8>) throws(OCIError) -> UInt32 {
        guard let id = UInt32(exactly: try number(bytes, "an owner")) else {
            throw OCIError(.layer("an owner in it is no user or group of Linux"))
        }
        return id
    }

    /// Octal digits among blanks and zeroes, or GNU's base 256 where the first bit is set; never negative.
    private static func number(_ bytes: ArraySlice<UInt8>, _ what: String) throws(OCIError) -> Int64 {
        let wrong = OCIError(.layer("\(what) in it is no number"))
        guard let first = bytes.first else { throw wrong }
        var value: Int64 = 0
        if first & 0x80 != 0 {
            for (place, byte) in bytes.enumerated() {
                let part = Int64(place == 0 ? byte & 0x7f : byte)
                guard value < 1 << 54 else { throw wrong }
                value = value << 8 | part
            }
            return value
        }
        let digits = bytes.drop { $0 == 32 }.prefix { $0 != 0 && $0 != 32 }
        for digit in digits {
            guard (0x30...0x37).contains(digit) else { throw wrong }
            value = value << 3 | Int64(digit - 0x30)
        }
        return value
    }
}
