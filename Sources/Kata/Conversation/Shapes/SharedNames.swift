/// Names for the random parts of paths at which a shim of Kata's shares files with its guest.
///
/// `CONTAINER-1c8e0f3a9b7d2e44-resolv.conf`: sixteen digits of its own between two dashes. What follows them names them:
/// `share`, and where a second one stands before the same words, `share#2`.
struct SharedNames {
    private static let digits = 16

    /// By the random part.
    private var names: [String: String] = [:]
    /// How many there are before the same words.
    private var counts: [String: Int] = [:]

    /// The text with names in the place of such parts.
    mutating func inPlace(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var from = 0
        var at = 0
        while at + Self.digits + 1 < bytes.count {
            let part = bytes[(at + 1)..<(at + 1 + Self.digits)]
            guard bytes[at] == UInt8(ascii: "-"), bytes[at + 1 + Self.digits] == UInt8(ascii: "-"),
                part.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
            else {
                at += 1
                continue
            }
            let after = at + 1 + Self.digits
            result += bytes[from...at]
            result += name(String(decoding: part, as: UTF8.self), before: bytes[after...].prefix { $0 != 0x2f })
            from = after
            at = after
        }
        guard from > 0 else { return text }
        return String(decoding: result + bytes[from...], as: UTF8.self)
    }

    private mutating func name(_ part: String, before words: ArraySlice<UInt8>) -> [UInt8] {
        if let known = names[part] { return Array(known.utf8) }
        let words = String(decoding: words, as: UTF8.self)
        let count = (counts[words] ?? 0) + 1
        counts[words] = count
        let name = count == 1 ? "share" : "share#\(count)"
        names[part] = name
        return Array(name.utf8)
    }
}
