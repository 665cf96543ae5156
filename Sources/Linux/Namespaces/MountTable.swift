/// The mounts that a process sees.
package struct MountTable: Hashable, Sendable {
    /// In the kernel's order: what was mounted later comes later.
    package let entries: [MountEntry]

    /// Whether the table was longer than was read.
    package let cut: Bool

    /// Reads the table of a process; 0 stands for the calling thread. ESRCH or EINVAL if it has ended.
    package init(of pid: Int32, limit: Int = 4 << 20) throws {
        let path = pid == 0 ? "/proc/thread-self/mountinfo" : "/proc/\(pid)/mountinfo"
        let (bytes, cut) = try Files.read(path, limit: limit)
        self.init(bytes, cut: cut)
    }

    /// Reads the text of a table; of a cut one, the last line is dropped.
    package init(_ bytes: [UInt8], cut: Bool = false) {
        var lines = bytes.split(separator: 0x0a)
        if cut, bytes.last != 0x0a { _ = lines.popLast() }
        entries = lines.compactMap { MountEntry(String(decoding: $0, as: UTF8.self)) }
        self.cut = cut
    }

    /// What is mounted at exactly a path: the topmost, if several are.
    package func entry(at target: String) -> MountEntry? {
        entries.last { $0.target == target }
    }
}
