/// The protobuf wire format, walked without a schema, so that presence and unknown fields are kept.
///
/// Generated code drops the difference between zero and absent, and what it does not know. The rules are those of
/// protobuf.dev/programming-guides/encoding.
package enum Wire {
    /// The most fields that one message may have; a list of 10,000 pids fits.
    package static let fieldLimit = 100_000
    /// The longest message that is walked: ttrpc's largest frame.
    package static let byteLimit = 4 << 20

    /// A field as it stands on the wire.
    package struct Field: Sendable, Hashable {
        /// 1 to 536,870,911.
        package var number: Int
        package var value: Value

        package init(number: Int, value: Value) {
            self.number = number
            self.value = value
        }
    }

    /// What stands on the wire for a field.
    package enum Value: Sendable, Hashable {
        case varint(UInt64)
        case fixed64(UInt64)
        /// Text, bytes, a message or packed numbers: the wire does not say which.
        case run([UInt8])
        case fixed32(UInt32)
        /// A group, its inner bytes not looked into; proto3 has none.
        case group
    }

    /// Why bytes are not a message.
    package enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
        case tooLong(Int)
        case tooManyFields
        /// The bytes end inside the field that begins at the offset.
        case cutOff(offset: Int)
        case badNumber(offset: Int)
        case badType(Int, offset: Int)
        case overlongVarint(offset: Int)

        package var description: String {
            switch self {
            case .tooLong(let count): "\(count) bytes are more than \(Wire.byteLimit)"
            case .tooManyFields: "more than \(Wire.fieldLimit) fields"
            case .cutOff(let offset): "cut off in the field at byte \(offset)"
            case .badNumber(let offset): "field number out of range at byte \(offset)"
            case .badType(let type, let offset): "wire type \(type) at byte \(offset)"
            case .overlongVarint(let offset): "a varint of more than 64 bits at byte \(offset)"
            }
        }
    }

    /// The fields of a message, in the order of the wire.
    package static func fields(of bytes: [UInt8]) -> Result<[Field], Fault> {
        do {
            var walker = try WireWalker(bytes)
            return .success(try walker.walk())
        } catch {
            return .failure(error)
        }
    }
}
