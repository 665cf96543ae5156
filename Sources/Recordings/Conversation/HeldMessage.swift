import Facets

/// A message as a recording holds it: as it came, but for what is too long or belongs to a workload.
///
/// Where a field was taken out, the others were written anew in their order; what they say is the same.
package struct HeldMessage: Sendable, Hashable, Codable {
    /// The longest message that is held; a filter of system calls with all its names fits.
    package static let mostBytes = 256 << 10

    package var bytes: RawBytes
    /// Bytes of the message as it came.
    package var length: Int
    /// What was taken out of it.
    package var taken: [TakenField]

    package init(bytes: RawBytes, length: Int, taken: [TakenField] = []) {
        self.bytes = bytes
        self.length = length
        self.taken = taken
    }

    /// - Parameter data: The number of the field that a workload or a file fills; nil where the message has none.
    package init(_ payload: [UInt8], data: Int? = nil) {
        var kept = payload
        var taken: [TakenField] = []
        if let data, case .success(let fields) = Wire.fields(of: payload) {
            var encoder = Wire.Encoder()
            for field in fields {
                if field.number == data, case .run(let bytes) = field.value {
                    taken.append(TakenField(data, bytes))
                } else {
                    encoder.field(field)
                }
            }
            if !taken.isEmpty { kept = encoder.bytes }
            // In proto3 the last of a field counts; a message of nothing but such fields is somebody's joke.
            taken = Array(taken.suffix(1))
        }
        if kept.count > Self.mostBytes {
            kept = []
            taken = [TakenField(0, payload)]
        }
        self.init(bytes: RawBytes(kept), length: payload.count, taken: taken)
    }
}

/// A field that was taken out of a message, or all of it: enough to tell two apart.
package struct TakenField: Sendable, Hashable, Codable {
    private static let headBytes = 32

    /// Its number; 0 where the whole message is meant.
    package var field: Int
    package var length: Int
    /// SHA-256, hexadecimal.
    package var digest: String
    /// The first 32 bytes.
    package var head: RawBytes

    package init(field: Int, length: Int, digest: String, head: RawBytes) {
        self.field = field
        self.length = length
        self.digest = digest
        self.head = head
    }

    init(_ field: Int, _ bytes: [UInt8]) {
        self.init(
            field: field, length: bytes.count, digest: SHA256.digest(of: bytes).hexadecimal,
            head: RawBytes(Array(bytes.prefix(Self.headBytes))))
    }
}
