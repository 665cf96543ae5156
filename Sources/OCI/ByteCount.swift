/// An amount of memory.
package struct ByteCount: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let bytes: Int64

    /// An amount that is already a number; never negative.
    package init?(bytes: Int64) {
        guard bytes >= 0 else { return nil }
        self.bytes = bytes
    }

    /// Reads `65536`, `64Mi` (binary: Ki Mi Gi Ti) or `64M` (decimal: k M G T), as Kubernetes writes them.
    package init(parsing text: String) throws(OCIError) {
        let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
        let unit = text.utf8.dropFirst(digits.count)
        guard let factor = ByteCount.factors.first(where: { $0.unit.utf8.elementsEqual(unit) })?.factor else {
            throw OCIError(.byteCount(text, "its unit is none of Ki Mi Gi Ti k M G T"))
        }
        guard let number = Int64(String(digits) ?? "") else {
            throw OCIError(.byteCount(text, "it is no whole number below 2^63"))
        }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
        guard !overflow else { throw OCIError(.byteCount(text, "it is not below 2^63 bytes")) }
        self.bytes = bytes
    }

    /// The shortest exact form with a binary unit.
    package var description: String {
        for (unit, factor) in ByteCount.factors.prefix(4) where bytes > 0 && bytes % factor == 0 {
            return "\(bytes / factor)\(unit)"
        }
        return "\(bytes)"
    }

    package static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }

    private static let factors: [(unit: String, factor: Int64)] = [
        ("Ti", 1 << 40), ("Gi", 1 << 30), ("Mi", 1 << 20), ("Ki", 1 << 10),
        ("T", 1_000_000_000_000), ("G", 1_000_000_000), ("M", 1_000_000), ("k", 1000), ("", 1),
    ]
}
