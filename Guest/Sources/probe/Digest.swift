/// How many bytes there were, and what they were.
struct Digest {
    private var count: UInt64 = 0
    private var checksum = Checksum()

    mutating func add(_ piece: UnsafeRawBufferPointer) {
        count += UInt64(piece.count)
        for byte in piece { checksum.add(byte) }
    }

    /// `BYTES CRC32` and a newline.
    var line: Bytes {
        Bytes(decimal: count) + Bytes(" ") + Bytes(hexadecimal: UInt64(checksum.value), width: 8) + [newline]
    }
}

/// CRC-32 as gzip, zlib and Ethernet compute it.
private struct Checksum {
    private let table: [UInt32]
    private var state: UInt32 = 0xFFFF_FFFF

    init() {
        var table: [UInt32] = []
        for index in 0..<UInt32(256) {
            var entry = index
            for _ in 0..<8 { entry = entry & 1 == 1 ? 0xEDB8_8320 ^ entry >> 1 : entry >> 1 }
            table.append(entry)
        }
        self.table = table
    }

    var value: UInt32 { ~state }

    mutating func add(_ byte: UInt8) {
        state = table[Int((state ^ UInt32(byte)) & 0xFF)] ^ state >> 8
    }
}
