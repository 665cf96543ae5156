import AgentAPI
import Glibc
import Linux

/// The guest's files: a folder of the VM's own, below which no link is followed and no path leads out.
///
/// Not for two calls at a time: the agent that owns it makes them one after another.
struct GuestFiles: Sendable {
    private let root: Directory
    private var bytes: Int64 = 0
    private var files = 0

    /// What the agent lets a shim copy into.
    private static let copied = "/run/kata-containers"

    /// The guest's files in a folder, which is made.
    init(at path: String) throws {
        try Files.makeDirectory(path, mode: 0o755)
        root = try Directory(path)
    }

    /// Whether anything is at a path.
    func exists(_ path: GuestPath) -> Bool {
        if path.parts.isEmpty { return true }
        // O_PATH, which Glibc's module leaves out: whatever it is, nothing is read from it.
        return (try? root.open(Array(path.relative.utf8), 0o10_000_000 | O_NOFOLLOW)) != nil
    }

    /// Makes a folder and those above it; one that is there stays as it is.
    ///
    /// - Parameter mode: That of the last one where it is made here.
    mutating func makeFolder(_ path: GuestPath, mode: UInt32 = 0o755, above: UInt32 = 0o755) throws -> Directory {
        var folder = root
        for (index, part) in path.parts.enumerated() {
            let name = Array(part.utf8)
            do {
                try countFile(onlyChecking: true)
                try folder.makeDirectory(name, mode: 0o700)
                try countFile()
                let made = try folder.directory(name)
                try made.descriptor.setMode(index == path.parts.count - 1 ? mode : above)
                folder = made
            } catch let error as LinuxError where error.errno == EEXIST {
                folder = try folder.directory(name)
            }
        }
        return folder
    }

    /// Writes a whole file in the place of what was there.
    mutating func write(_ path: GuestPath, _ content: [UInt8], mode: UInt32 = 0o644) throws {
        guard let name = path.parts.last else { throw AgentFailure.refused("the root is no file") }
        let folder = try makeFolder(path.parent)
        try count(Int64(content.count))
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW
        let file = try folder.open(Array(name.utf8), flags, mode: mode)
        try file.writeAll(content)
        try file.setMode(mode)
    }

    /// Takes one part of a file, a folder or a link.
    ///
    /// A file gets its name when all its bytes are there; until then it has another one beside it.
    mutating func copy(_ part: Grpc_CopyFileRequest) throws {
        let path = try GuestPath(part.path)
        guard path.isAt(orBelow: try GuestPath(GuestFiles.copied)), let name = path.parts.last, path.parts.count > 2
        else { throw AgentFailure.refused("the path \(path) is not below \(GuestFiles.copied)") }
        let folder = try makeFolder(path.parent, mode: part.dirMode & 0o7777, above: part.dirMode & 0o7777)
        switch part.fileMode & S_IFMT {
        case S_IFDIR:
            let made = try makeFolder(path, mode: part.fileMode & 0o7777)
            try made.descriptor.setMode(part.fileMode & 0o7777)
            try made.descriptor.setOwner(part.uid, part.gid)
        case S_IFLNK:
            let target = [UInt8](part.data)
            guard !target.isEmpty, target.count < 4096, !target.contains(0) else {
                throw AgentFailure.refused("the target of the link \(path) is not a path")
            }
            try countFile()
            try folder.link(Array(name.utf8), to: target, part.uid, part.gid)
        default:
            try copy(part, named: name, at: path, into: folder)
        }
    }

    private mutating func copy(
        _ part: Grpc_CopyFileRequest, named name: String, at path: GuestPath, into folder: Directory
    ) throws {
        let (end, isTooFar) = part.offset.addingReportingOverflow(Int64(part.data.count))
        guard part.offset >= 0, !isTooFar, part.fileSize >= end, part.fileSize <= Bounds.guestBytes else {
            throw AgentFailure.refused("bytes \(part.offset) to \(end) do not lie in a file of \(part.fileSize) bytes")
        }
        try count(Int64(part.data.count))
        let unfinished = Array("\(name).tmp".utf8)
        if part.offset == 0 { try countFile() }
        let file = try folder.open(unfinished, O_WRONLY | O_CREAT | O_NOFOLLOW, mode: 0o600)
        defer { file.close() }
        let size = try file.write([UInt8](part.data), at: part.offset)
        guard size >= part.fileSize else { return }
        try file.setMode(part.fileMode & 0o7777)
        try file.setOwner(part.uid, part.gid)
        try folder.rename(unfinished, to: Array(name.utf8))
    }

    /// A file's content, at most 1 MiB of it.
    func read(_ path: GuestPath) throws -> [UInt8] {
        try root.open(Array(path.relative.utf8), O_RDONLY | O_NOFOLLOW | O_NONBLOCK).readAll(limit: 1 << 20).bytes
    }

    private mutating func count(_ more: Int64) throws(AgentFailure) {
        guard bytes + more <= Bounds.guestBytes else {
            throw .exhausted("the guest has no room: \(Bounds.guestBytes) bytes have been copied")
        }
        bytes += more
    }

    private mutating func countFile(onlyChecking: Bool = false) throws(AgentFailure) {
        guard files < Bounds.guestFiles else { throw .exhausted("the guest has \(Bounds.guestFiles) files already") }
        if !onlyChecking { files += 1 }
    }
}

// MARK: What is done to one file

extension Descriptor {
    fileprivate func setMode(_ mode: UInt32) throws {
        try check("set the mode of") { fchmod($0, mode & 0o7777) }
    }

    /// Negative numbers leave the owner as it is, as for the kernel.
    fileprivate func setOwner(_ user: Int32, _ group: Int32) throws {
        try check("set the owner of") { fchown($0, UInt32(bitPattern: user), UInt32(bitPattern: group)) }
    }

    /// Writes at a place; the file's size afterwards.
    fileprivate func write(_ bytes: [UInt8], at offset: Int64) throws -> Int64 {
        var done = 0
        while done < bytes.count {
            let count = try withNumber { number in
                bytes[done...].withUnsafeBytes { pwrite(number, $0.baseAddress, $0.count, off_t(offset) + off_t(done)) }
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw LinuxError(doing: "write to", to: "a file of the guest", errno: errno) }
            done += count
        }
        var seen = stat()
        try check("ask the size of") { fstat($0, &seen) }
        return Int64(seen.st_size)
    }

    private func check(_ doing: String, _ call: (Int32) -> Int32) throws {
        guard try withNumber(call) < 0 else { return }
        throw LinuxError(doing: doing, to: "a file of the guest", errno: errno)
    }
}

extension Directory {
    /// Makes a symbolic link in the place of what was there; a folder stays, and is an error.
    fileprivate func link(_ name: [UInt8], to target: [UInt8], _ user: Int32, _ group: Int32) throws {
        do { try remove(name) } catch let error as LinuxError where error.errno == ENOENT {}
        try named(name, "link") { number, name in
            target.withCharacters { target in symlinkat(target, number, name) }
        }
        try named(name, "set the owner of") { number, name in
            fchownat(number, name, UInt32(bitPattern: user), UInt32(bitPattern: group), AT_SYMLINK_NOFOLLOW)
        }
    }

    fileprivate func rename(_ name: [UInt8], to new: [UInt8]) throws {
        try named(name, "rename") { number, name in
            new.withCharacters { new in renameat(number, name, number, new) }
        }
    }

    private func named(_ name: [UInt8], _ doing: String, _ call: (Int32, UnsafePointer<CChar>) -> Int32) throws {
        let result = try descriptor.withNumber { number in name.withCharacters { call(number, $0) < 0 ? errno : 0 } }
        if result != 0 { throw LinuxError(doing: doing, to: String(decoding: name, as: UTF8.self), errno: result) }
    }
}

extension [UInt8] {
    /// The bytes as C has a text.
    fileprivate func withCharacters<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let characters = map(CChar.init(bitPattern:)) + [0]
        return characters.withUnsafeBufferPointer { buffer in
            // Never empty: the zero at its end is there.
            buffer.baseAddress.map(body) ?? body("")
        }
    }
}
