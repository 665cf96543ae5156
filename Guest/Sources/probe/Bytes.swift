import CProbe

/// Text as it goes over the wire.
///
/// Not String: what comes from outside need not be UTF-8, and comparing Strings needs Unicode tables that
/// Embedded Swift does not link.
typealias Bytes = [UInt8]

let newline: UInt8 = 0x0A

extension Array where Element == UInt8 {
    init(_ text: StaticString) {
        self.init(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// The bytes of a C string, without the zero at its end.
    init(cString text: UnsafePointer<CChar>) {
        self = []
        var next = text
        while next.pointee != 0 {
            append(UInt8(bitPattern: next.pointee))
            next += 1
        }
    }

    /// Decimal digits.
    init<Number: BinaryInteger>(decimal number: Number) {
        self = []
        var left = number.magnitude
        repeat {
            let (quotient, digit) = left.quotientAndRemainder(dividingBy: 10)
            append(0x30 + UInt8(digit))
            left = quotient
        } while left > 0
        if number < 0 { append(0x2D) }
        reverse()
    }

    /// Lower-case hexadecimal digits, with zeroes in front up to `width`.
    init(hexadecimal number: UInt64, width: Int) {
        self = []
        var shift = width * 4
        while shift > 0 {
            shift -= 4
            let digit = UInt8(truncatingIfNeeded: shift < 64 ? (number >> UInt64(shift)) & 0xF : 0)
            append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }
}
