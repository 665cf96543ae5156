/// Lines of `Name:	value`, as /proc/PID/status and smaps_rollup have them.
struct ColonLines {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// Calls back with each line's name and its value, the latter without the white space at its beginning.
    func forEach(_ body: (_ name: Slice<UnsafeRawBufferPointer>, _ value: Slice<UnsafeRawBufferPointer>) -> Void) {
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.count
            if let colon = bytes[start..<end].firstIndex(of: 0x3a) {
                var value = colon + 1
                while value < end, bytes[value] == 0x20 || bytes[value] == 0x09 { value += 1 }
                body(bytes[start..<colon], bytes[value..<end])
            }
            start = end + 1
        }
    }
}

extension Slice where Base == UnsafeRawBufferPointer {
    var text: String { String(decoding: self, as: UTF8.self) }

    /// The words between white space.
    private var words: [Substring] { text.split { $0 == " " || $0 == "\t" } }

    func numbers<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> [Number] {
        words.compactMap { Number($0) }
    }

    /// The first word as a number.
    func number<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> Number? {
        words.first.flatMap { Number($0) }
    }

    /// A set of bits, hexadecimal.
    var bits: UInt64? { words.first.flatMap { UInt64($0, radix: 16) } }

    /// `13580 kB` as bytes.
    var kibibytes: UInt64? {
        number(UInt64.self).flatMap { value in
            let (bytes, overflow) = value.multipliedReportingOverflow(by: 1024)
            return overflow ? nil : bytes
        }
    }
}
