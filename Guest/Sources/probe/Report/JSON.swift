import CProbe

/// A JSON text that is being written, member by member, in the order of the calls.
struct JSON {
    private(set) var bytes = Bytes()
    private var needsComma = false

    /// Writes an object; `body` calls `member` once per key.
    mutating func object(_ body: (inout JSON) -> Void) {
        open(0x7B)
        body(&self)
        close(0x7D)
    }

    /// Writes an array; `body` writes the elements.
    mutating func array(_ body: (inout JSON) -> Void) {
        open(0x5B)
        body(&self)
        close(0x5D)
    }

    /// Writes a key and lets `value` write exactly one value behind it.
    mutating func member(_ key: StaticString, _ value: (inout JSON) -> Void) { member(Bytes(key), value) }

    /// The same with a key that is only known when it is seen.
    mutating func member(_ key: Bytes, _ value: (inout JSON) -> Void) {
        string(key)
        bytes.append(0x3A)
        needsComma = false
        value(&self)
    }

    mutating func number<Number: BinaryInteger>(_ number: Number) {
        begin()
        bytes += Bytes(decimal: number)
    }

    mutating func bool(_ value: Bool) {
        begin()
        bytes += value ? Bytes("true") : Bytes("false")
    }

    mutating func null() {
        begin()
        bytes += Bytes("null")
    }

    mutating func string(_ text: StaticString) { string(Bytes(text)) }

    /// Writes a value that another `JSON` holds.
    mutating func value(of other: JSON) {
        begin()
        bytes += other.bytes
    }

    /// Writes what is there, or null.
    mutating func optional(_ text: Bytes?) { if let text { string(text) } else { null() } }

    /// Writes a number that the kernel gave, or null for a failure.
    mutating func known<Number: SignedInteger>(_ value: Number) { if value < 0 { null() } else { number(value) } }

    /// Writes a string; what is not UTF-8 becomes U+FFFD, byte by byte.
    mutating func string(_ text: Bytes) {
        begin()
        bytes.append(0x22)
        defer { bytes.append(0x22) }
        // Nearly all of what is written: nothing in it needs a closer look.
        if text.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
            bytes += text
            return
        }
        var position = 0
        while position < text.count {
            let length = lengthOfCharacter(in: text, at: position)
            if length == 0 {
                bytes += [0xEF, 0xBF, 0xBD]
                position += 1
            } else {
                escape(text[position..<position + length])
                position += length
            }
        }
    }

    private mutating func escape(_ character: ArraySlice<UInt8>) {
        guard let first = character.first, character.count == 1 else {
            bytes += character
            return
        }
        switch first {
        case 0x22, 0x5C:
            bytes.append(0x5C)
            bytes.append(first)
        case 0x0A: bytes += Bytes("\\n")
        case 0x09: bytes += Bytes("\\t")
        case 0..<0x20, 0x7F: bytes += Bytes("\\u") + Bytes(hexadecimal: UInt64(first), width: 4)
        default: bytes.append(first)
        }
    }

    private mutating func begin() {
        if needsComma { bytes.append(0x2C) }
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        begin()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }
}

/// How many bytes the UTF-8 character at `position` has, or 0 when there is none: RFC 3629, table 3-7 of Unicode.
private func lengthOfCharacter(in text: Bytes, at position: Int) -> Int {
    let first = text[position]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0..<0x80: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0:
        length = 3
        second = 0xA0...0xBF
    case 0xED:
        length = 3
        second = 0x80...0x9F
    case 0xE1...0xEF: length = 3
    case 0xF0:
        length = 4
        second = 0x90...0xBF
    case 0xF1...0xF3: length = 4
    case 0xF4:
        length = 4
        second = 0x80...0x8F
    default: return 0
    }
    guard position + length <= text.count, second.contains(text[position + 1]) else { return 0 }
    for next in text[(position + 1)..<(position + length)] where next & 0xC0 != 0x80 { return 0 }
    return length
}
