package import Recordings

/// A path of the host whose owner, group or mode changed, or that is another file now.
package struct RightsChange: Hashable, Sendable {
    package var path: String
    package var before: FileRights
    /// Nil when nothing is there any more.
    package var after: FileRights?

    package init(path: String, before: FileRights, after: FileRights?) {
        self.path = path
        self.before = before
        self.after = after
    }

    /// What is recorded of it: `/dev/null`, `owner 0:0 → 4:5, mode 0666 → 0600`.
    package var residue: Residue { Residue(kind: .file, identity: path, detail: detail) }

    private var detail: String {
        guard let after else { return "gone" }
        var parts: [String] = []
        if after.kind != before.kind {
            parts.append("\(before.kind.rawValue) → \(after.kind.rawValue)")
        } else if after.identity != before.identity {
            parts.append("replaced")
        }
        if (after.owner, after.group) != (before.owner, before.group) {
            parts.append("owner \(before.owner):\(before.group) → \(after.owner):\(after.group)")
        }
        if after.mode != before.mode { parts.append("mode \(Self.octal(before.mode)) → \(Self.octal(after.mode))") }
        return parts.joined(separator: ", ")
    }

    private static func octal(_ mode: UInt32) -> String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Gives the path its former rights; nil when it has them, else why not.
    package func putBack() -> String? {
        before.putBack(on: path).map { "its owner and mode were not put back: \($0)" }
    }
}
