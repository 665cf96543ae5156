/// `count`: how many bytes came in, and their CRC-32 (IEEE 802.3) in hexadecimal.
func countInput(_ words: inout Words) -> Int32 {
    guard words.isEmpty else { return misuse("count takes no words") }
    var count: UInt64 = 0
    var checksum = Checksum()
    readInput { piece in
        count += UInt64(piece.count)
        for byte in piece { checksum.add(byte) }
    }
    var line = Bytes(decimal: count)
    line.append(0x20)
    line += Bytes(hexadecimal: UInt64(checksum.value), width: 8)
    line.append(newline)
    send(line, to: Stream.output)
    return Exit.ok
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
