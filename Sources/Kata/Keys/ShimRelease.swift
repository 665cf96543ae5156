/// Kata's two shims, by the language that they are written in.
package enum ShimLanguage: String, Sendable, Hashable, CaseIterable, Codable {
    case go, rust
}

/// One shim of one release, `go@4.1.0`.
package struct ShimRelease: Sendable, Hashable, CustomStringConvertible {
    package var language: ShimLanguage
    package var version: KataVersion

    package init(_ language: ShimLanguage, _ version: KataVersion) {
        self.language = language
        self.version = version
    }

    /// Reads `go@4.1.0`; nil if it is no such text.
    package init?(_ text: String) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let language = ShimLanguage(rawValue: String(parts[0])),
            let version = KataVersion(String(parts[1]))
        else { return nil }
        self.init(language, version)
    }

    package var description: String { "\(language.rawValue)@\(version)" }
}

/// A version of Kata: numbers with dots; what follows a `-` or `+` is kept and does not count.
package struct KataVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let description: String
    private let numbers: [Int]

    package init?(_ text: String) {
        let plain = text.prefix { $0 != "-" && $0 != "+" }
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        guard (2...4).contains(parts.count), text.utf8.count <= 64 else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard part.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int(part)
            else { return nil }
            numbers.append(number)
        }
        while numbers.last == 0 { numbers.removeLast() }
        self.numbers = numbers
        description = text
    }

    package static func < (a: KataVersion, b: KataVersion) -> Bool { a.numbers.lexicographicallyPrecedes(b.numbers) }
    package static func == (a: KataVersion, b: KataVersion) -> Bool { a.numbers == b.numbers }
    package func hash(into hasher: inout Hasher) { hasher.combine(numbers) }
}
