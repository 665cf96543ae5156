extension [Wire.Field] {
    /// The last varint of a field, as protobuf takes the last of a scalar; nil when it is not on the wire.
    package func varint(_ number: Int) -> UInt64? {
        for field in reversed() where field.number == number {
            if case .varint(let value) = field.value { return value }
        }
        return nil
    }

    /// The last run of bytes of a field; nil when it is not on the wire.
    package func run(_ number: Int) -> [UInt8]? {
        for field in reversed() where field.number == number {
            if case .run(let bytes) = field.value { return bytes }
        }
        return nil
    }

    /// The field as text; empty when it is not on the wire, which is what that means in proto3.
    package func text(_ number: Int) -> String {
        String(decoding: run(number) ?? [], as: UTF8.self)
    }

    /// The fields of the message in a field; nil when it is not on the wire or is none.
    package func message(_ number: Int) -> [Wire.Field]? {
        guard let bytes = run(number), case .success(let fields) = Wire.fields(of: bytes) else { return nil }
        return fields
    }
}

extension Wire {
    /// The message's full name in an Any's type URL: what follows the last slash.
    static func typeName(_ url: String) -> String {
        url.lastIndex(of: "/").map { String(url[url.index(after: $0)...]) } ?? url
    }
}
