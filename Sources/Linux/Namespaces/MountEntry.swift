/// One line of a process's mount table, with the kernel's escapes undone.
///
/// Bytes that are no UTF-8 show as replacement characters; source: proc_pid_mountinfo(5).
package struct MountEntry: Hashable, Sendable {
    package let id: Int
    package let parent: Int

    /// `MAJOR:MINOR`.
    package let device: String

    /// What of the file system is mounted.
    package let root: String

    /// Where, as seen from the process's root.
    package let target: String
    package let options: [String]

    /// Propagation: `shared:N`, `master:N`, `propagate_from:N`, `unbindable`.
    package let propagation: [String]
    package let type: String
    package let source: String
    package let superOptions: [String]

    /// Reads one line; nil if it is none of a mount table.
    package init?(_ line: String) {
        // By bytes: to look for characters takes ten times as long, and each trial reads a table.
        let fields = Self.split(line, at: " ", omittingEmpty: false)
        guard let dash = fields.dropFirst(6).firstIndex(of: "-"), fields.count >= dash + 4 else { return nil }
        guard let id = Int(fields[0]), let parent = Int(fields[1]) else { return nil }
        self.id = id
        self.parent = parent
        device = fields[2]
        root = Self.unescaped(fields[3])
        target = Self.unescaped(fields[4])
        options = Self.split(fields[5], at: ",")
        propagation = Array(fields[6..<dash])
        type = Self.unescaped(fields[dash + 1])
        source = Self.unescaped(fields[dash + 2])
        superOptions = Self.split(fields[dash + 3], at: ",").map { Self.unescaped($0) }
    }

    private static func split(_ text: String, at mark: Unicode.Scalar, omittingEmpty: Bool = true) -> [String] {
        text.utf8.split(separator: UInt8(ascii: mark), omittingEmptySubsequences: omittingEmpty).map {
            String(Substring($0))
        }
    }

    /// Undoes `\040` and its like.
    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(0x5c) else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let digits = bytes[(index + 1)...].prefix(3)
            if bytes[index] == 0x5c, digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }) {
                result.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }))
                index += 4
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
