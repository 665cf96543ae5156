/// Where things lie in a run folder (design, "The archive").
struct RunPaths: Sendable {
    let root: String

    static let folders = ["trials", "sets", "blobs", "derived"]

    var header: String { "\(root)/run.json" }
    var plan: String { "\(root)/plan.jsonl" }
    var journal: String { "\(root)/journal.jsonl" }
    var measures: String { "\(root)/measures.jsonl" }

    var coverage: String { "\(root)/coverage.jsonl" }

    func trial(_ number: Int) -> String { "\(root)/trials/\(Self.trialName(number))" }
    func set(_ digest: String) -> String { "\(root)/sets/\(digest)" }
    func blob(_ digest: String) -> String { "\(root)/blobs/\(digest)" }

    /// `000012.jsonl`.
    static func trialName(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".jsonl"
    }

    /// Whether a text is a SHA-256 in lower-case hexadecimal, and so a name that is safe in a path.
    static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// Whether a text is one plain file name: no folder, nothing hidden.
    static func isPlainName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 128 && text.utf8.first != UInt8(ascii: ".")
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
                default: false
                }
            }
    }
}
