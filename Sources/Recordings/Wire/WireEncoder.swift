extension Wire {
    /// Writes a message field by field, for what is too small to need generated code.
    ///
    /// Zero, false and empty values are left out, as proto3 does; `bytes` of a message that is there but empty are not.
    package struct Encoder: Sendable {
        package private(set) var bytes: [UInt8] = []

        package init() {}

        package mutating func varint(_ number: Int, _ value: UInt64) {
            guard value != 0 else { return }
            tag(number, type: 0)
            append(value)
        }

        package mutating func bool(_ number: Int, _ value: Bool) {
            varint(number, value ? 1 : 0)
        }

        package mutating func string(_ number: Int, _ value: String) {
            bytes(number, Array(value.utf8))
        }

        package mutating func bytes(_ number: Int, _ value: [UInt8]) {
            guard !value.isEmpty else { return }
            run(number, value)
        }

        /// Writes a message inside this one; an empty one too, since a message that is there is not one that isn't.
        package mutating func message(_ number: Int, _ fill: (inout Encoder) -> Void) {
            var inner = Encoder()
            fill(&inner)
            run(number, inner.bytes)
        }

        /// Writes a number, also one that proto3 leaves out.
        package mutating func number(_ number: Int, _ value: UInt64) {
            tag(number, type: 0)
            append(value)
        }

        /// Writes bytes, also none.
        package mutating func run(_ number: Int, _ value: [UInt8]) {
            tag(number, type: 2)
            append(UInt64(value.count))
            bytes.append(contentsOf: value)
        }

        /// Writes a field as it stood elsewhere; a group, whose inside nobody knows, is left out.
        mutating func field(_ field: Field) {
            switch field.value {
            case .varint(let value): number(field.number, value)
            case .run(let value): run(field.number, value)
            case .fixed64(let value):
                tag(field.number, type: 1)
                for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(shift)))) }
            case .fixed32(let value):
                tag(field.number, type: 5)
                for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt32(shift)))) }
            case .group: break
            }
        }

        private mutating func tag(_ number: Int, type: UInt64) {
            append(UInt64(truncatingIfNeeded: number) << 3 | type)
        }

        private mutating func append(_ value: UInt64) {
            var rest = value
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
    }
}
