import OCI
import Testing

@Suite("Amounts of memory")
struct ByteCountTests {
    @Test(
        "numbers and units as Kubernetes writes them",
        arguments: [
            ("0", 0), ("1", 1), ("65536", 65_536), ("64Mi", 67_108_864), ("1Ki", 1024), ("2Gi", 2_147_483_648),
            ("1Ti", 1_099_511_627_776), ("64M", 64_000_000), ("1k", 1000), ("1G", 1_000_000_000),
            ("1T", 1_000_000_000_000), ("9223372036854775807", Int64.max), ("007Ki", 7168),
        ])
    func good(text: String, bytes: Int64) throws {
        #expect(try ByteCount(parsing: text).bytes == bytes)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "Mi", "-1", "+1", "1.5Gi", " 1", "1 Mi", "64MB", "64mi", "64K", "1e3", "0x10", "\u{0661}",
            "9223372036854775808", "9223372036854775807Ki", "8388608Ti",
        ])
    func bad(_ text: String) {
        #expect(throws: OCIError.self) { try ByteCount(parsing: text) }
    }

    @Test("what is printed reads back as the same amount", arguments: 0..<200)
    func roundTrip(_ seed: Int) throws {
        let bytes = Int64(truncatingIfNeeded: (UInt64(seed) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(1 + seed % 60))
        let amount = try #require(ByteCount(bytes: bytes))
        #expect(try ByteCount(parsing: amount.description) == amount)
        #expect(ByteCount(bytes: -1 - bytes) == nil)
    }
}
