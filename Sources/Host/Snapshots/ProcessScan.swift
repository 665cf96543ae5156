import Glibc
import Linux

/// Reads the processes of /proc, fast: with 2,000 of them each has 25 µs.
///
/// So one buffer for all files, no text made of what is only compared, and details only of those not known before.
struct ProcessScan: ~Copyable {
    private let folder: Folder
    private let file = SmallFile(limit: 16_384)
    private let known: [ProcessIdentity: HostProcess]

    /// - Parameter known: Processes whose details need not be read again.
    init(known: [ProcessIdentity: HostProcess]) throws {
        folder = try Folder.open("/proc")
        self.known = known
    }

    /// All processes but the kernel's own threads.
    func run() throws -> [ProcessIdentity: HostProcess] {
        var all: [ProcessIdentity: HostProcess] = [:]
        all.reserveCapacity(known.count + 64)
        try folder.forEach { name, _, _ in
            if name[0] >= 48, name[0] <= 57, let process = process(name) { all[process.identity] = process }
            return true
        }
        return all
    }

    private func process(_ name: UnsafePointer<CChar>) -> HostProcess? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { path -> HostProcess? in
            guard let path = path.baseAddress else { return nil }
            let length = min(strlen(name), 24)
            memcpy(path, name, length)
            func at(_ rest: StaticString) -> UnsafePointer<CChar> {
                memcpy(path + length, rest.utf8Start, rest.utf8CodeUnitCount + 1)
                return UnsafePointer(path)
            }
            guard let line = file.read(at("/stat"), at: folder.number, { StatLine($0) }) ?? nil, !line.isKernelThread
            else { return nil }
            // One that executes another program is read again.
            if var process = known[line.identity], process.name == line.name {
                process.parent = line.parent
                process.state = line.state
                return process
            }
            var process = HostProcess(
                identity: line.identity, parent: line.parent, state: line.state, name: line.name)
            if !process.hasEnded {
                process.details = HostProcess.Details(
                    arguments: file.read(at("/cmdline"), at: folder.number) { Self.arguments($0.prefix(4_096)) } ?? "",
                    cgroups: file.read(at("/cgroup"), at: folder.number) { ProcessCgroups($0) }
                        ?? ProcessCgroups(byHierarchy: [:]),
                    mountNamespace: file.readLink(at("/ns/mnt"), at: folder.number) { NamespaceLink.inode($0) } ?? nil,
                    networkNamespace: file.readLink(at("/ns/net"), at: folder.number) { NamespaceLink.inode($0) }
                        ?? nil,
                    run: file.read(at("/environ"), at: folder.number) { Self.run($0) } ?? nil)
            }
            return process
        }
    }

    private static func arguments(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        var text = bytes.map { $0 == 0 ? UInt8(ascii: " ") : $0 }
        while text.last == UInt8(ascii: " ") { text.removeLast() }
        return String(decoding: text, as: UTF8.self)
    }

    private static let mark = Array("KUMITE_RUN=".utf8)

    /// The value of our variable, of at most 128 bytes.
    private static func run(_ environment: UnsafeRawBufferPointer) -> String? {
        for entry in environment.split(separator: 0) where entry.starts(with: mark) {
            return String(decoding: entry.dropFirst(mark.count).prefix(128), as: UTF8.self)
        }
        return nil
    }
}
