/// One process of the host as /proc tells it; bounded, never trusted.
package struct HostProcess: Sendable, Hashable, Codable {
    package var pid: Int32
    package var parent: Int32
    /// The name, at most 15 bytes; all that is left of one that has ended.
    package var command: String
    /// Empty for one that has ended, and for the kernel's own.
    package var arguments: [String]
    /// Whether it has ended and nobody has waited for it.
    package var isZombie: Bool

    package init(
        pid: Int32, parent: Int32, command: String = "", arguments: [String] = [], isZombie: Bool = false
    ) {
        self.pid = pid
        self.parent = parent
        self.command = command
        self.arguments = arguments
        self.isZombie = isZombie
    }

    /// The program's file name, as it was started; the name where there are no arguments.
    package var program: String {
        guard let first = arguments.first, let name = first.split(separator: "/").last else { return command }
        return String(name)
    }

    /// Whether a name stands in its arguments as a word of its own: `/run/vc/vm/NAME/qmp.sock`, `-id NAME`.
    package func mentions(_ name: String) -> Bool { arguments.contains { Words.hold(name, in: $0) } }
}

/// Looks for names in what others wrote.
enum Words {
    /// Whether a name stands in a text with nothing before and after it that could be part of a name.
    static func hold(_ name: String, in text: String) -> Bool {
        let wanted = Array(name.utf8)
        let bytes = Array(text.utf8)
        guard !wanted.isEmpty, bytes.count >= wanted.count else { return false }
        for start in 0...(bytes.count - wanted.count) where bytes[start] == wanted[0] {
            let end = start + wanted.count
            guard bytes[start..<end].elementsEqual(wanted) else { continue }
            let isFree = (start == 0 || !isPart(bytes[start - 1])) && (end == bytes.count || !isPart(bytes[end]))
            if isFree { return true }
        }
        return false
    }

    /// `.`, `-` and `_` end a name here: `NAME.sock`, `vm-NAME`, `kata_NAME`.
    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: false
        }
    }
}
