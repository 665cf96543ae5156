import Glibc
import Linux
import Recordings

/// The folder of one process in /proc, held open: when the process ends, reads fail, whoever gets its number next.
struct ProcessFolder: ~Copyable {
    private let folder: Folder

    /// - Parameter proc: The open /proc.
    init?(_ pid: Int32, in proc: borrowing Folder) {
        guard let folder = try? Folder(path: "\(pid)", at: proc.number) else { return nil }
        self.folder = folder
    }

    func read<Result>(
        _ name: StaticString, _ file: borrowing SmallFile, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result? {
        name.utf8Start.withMemoryRebound(to: CChar.self, capacity: name.utf8CodeUnitCount + 1) {
            file.read($0, at: folder.number, body)
        }
    }

    /// Where one of its links points, bounded; nil when it can't be read.
    func link(_ name: StaticString, _ file: borrowing SmallFile) -> String? {
        name.utf8Start.withMemoryRebound(to: CChar.self, capacity: name.utf8CodeUnitCount + 1) {
            file.readLink($0, at: folder.number) { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The inodes of its namespaces, by kind.
    func namespaces(_ file: borrowing SmallFile) -> [String: UInt64] {
        var found: [String: UInt64] = [:]
        for kind in Namespace.Kind.allCases {
            let inode = "ns/\(kind.rawValue)".withCString { path in
                file.readLink(path, at: folder.number) { NamespaceLink.inode($0) }
            }
            if case .some(.some(let inode)) = inode { found[kind.rawValue] = inode }
        }
        return found
    }

    /// Its open descriptors by number, at most `most`, and how many there are.
    func descriptors(_ file: borrowing SmallFile, most: Int) -> (kept: [OpenDescriptor], count: Int)? {
        guard let open = try? Folder(path: "fd", at: folder.number) else { return nil }
        var numbers: [Int32] = []
        try? open.forEach { name, _, _ in
            if let number = Int32(String(cString: name)) { numbers.append(number) }
            return true
        }
        let kept = numbers.sorted().prefix(most).compactMap { number -> OpenDescriptor? in
            let target = "\(number)".withCString { path in
                file.readLink(path, at: open.number) { String(decoding: $0.prefix(512), as: UTF8.self) }
            }
            return target.map { OpenDescriptor(number: number, target: $0) }
        }
        return (kept, numbers.count)
    }

    /// How many descriptors it has open. From Linux 6.2 the folder's size tells.
    func descriptorCount() -> Int? {
        guard let open = try? Folder(path: "fd", at: folder.number) else { return nil }
        if let size = open.status?.st_size, size > 0 { return Int(size) }
        var count = 0
        try? open.forEach { _, _, _ in
            count += 1
            return true
        }
        return count
    }

    /// Its children, those of all its threads; nil where the kernel does not tell (CONFIG_PROC_CHILDREN).
    func children(_ file: borrowing SmallFile) -> [Int32]? {
        guard let threads = try? Folder(path: "task", at: folder.number) else { return [] }
        var children: [Int32] = []
        var tells = false
        try? threads.forEach { name, _, _ in
            let text = "\(String(cString: name))/children".withCString { path in
                file.read(path, at: threads.number) { String(decoding: $0, as: UTF8.self) }
            }
            if let text {
                tells = true
                children += text.split(separator: " ").compactMap { Int32($0) }
            }
            return true
        }
        return tells ? children : nil
    }
}

/// The text of a link in /proc/PID/ns.
enum NamespaceLink {
    /// The number in `mnt:[4026531841]`.
    static func inode(_ link: UnsafeRawBufferPointer) -> UInt64? {
        guard let open = link.firstIndex(of: UInt8(ascii: "[")), link.last == UInt8(ascii: "]") else { return nil }
        return UInt64(String(decoding: link[(open + 1)..<(link.count - 1)], as: UTF8.self))
    }
}
