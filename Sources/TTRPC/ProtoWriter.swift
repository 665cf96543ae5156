/// Writes protobuf fields, each with its number and wire type, in the order of the calls.
///
/// The envelopes are so small that SwiftProtobuf's visitors would cost more than the rest of a call; a test compares
/// every output with SwiftProtobuf's.
struct ProtoWriter {
    private(set) var bytes: [UInt8] = []

    /// A writer with room for this many bytes.
    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Writes bytes, even if there are none.
    mutating func write(_ field: UInt8, _ value: some Collection<UInt8>) {
        bytes.append(field << 3 | 2)
        varint(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    /// Writes bytes, unless there are none: the default of a proto3 field is not on the wire.
    mutating func writeUnlessEmpty(_ field: UInt8, _ value: some Collection<UInt8>) {
        if !value.isEmpty { write(field, value) }
    }

    /// Writes a number, unless it is zero.
    mutating func writeUnlessZero(_ field: UInt8, _ value: Int64) {
        guard value != 0 else { return }
        bytes.append(field << 3)
        varint(UInt64(bitPattern: value))
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
