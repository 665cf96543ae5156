/// What a shim says of itself when it is asked for its version.
package struct ShimVersion: Sendable, Hashable {
    /// Nil where the line does not tell: in 3.0.0 neither shim does.
    package var language: ShimLanguage?
    package var version: KataVersion
    package var commit: String?

    /// How many bytes of an answer are looked at.
    private static let limit = 4096

    /// Reads the line `Kata Containers containerd shim (Golang): id: …, version: 4.1.0, commit: …`; nil if there is none.
    package static func read(_ printed: [UInt8]) -> ShimVersion? {
        let text = String(decoding: printed.prefix(limit), as: UTF8.self)
        let head = "Kata Containers containerd shim"
        guard let line = text.split(whereSeparator: \.isNewline).first(where: { $0.hasPrefix(head) }) else {
            return nil
        }
        let fields = line.dropFirst(head.count).split(separator: ",")
        func value(_ key: String) -> String? {
            for field in fields {
                let words = field.split(separator: " ", omittingEmptySubsequences: true)
                guard let place = words.firstIndex(of: "\(key):"), place + 1 < words.count else { continue }
                return String(words[place + 1])
            }
            return nil
        }
        guard let version = value("version").flatMap(KataVersion.init) else { return nil }
        let language: ShimLanguage? =
            line.contains("(Golang)") ? .go : line.contains("(Rust)") ? .rust : nil
        return ShimVersion(language: language, version: version, commit: value("commit").flatMap(plainCommit))
    }

    /// A commit as git writes it, with `-dirty` at most; nil for anything else.
    private static func plainCommit(_ text: String) -> String? {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"): true
            default: false
            }
        }
        return isPlain && (7...64).contains(text.utf8.count) ? text : nil
    }
}
