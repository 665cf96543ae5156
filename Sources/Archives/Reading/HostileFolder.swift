import Glibc

/// A folder that may hold anything: nothing in it is followed, opened unless it is a plain file, or read beyond a bound.
final class HostileFolder: Sendable {
    private let descriptor: Int32
    let path: String

    /// Opens the folder that the user named; a link to it is followed, since the user named it.
    init(_ path: String) throws {
        self.path = path
        descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ArchiveError(
                kind: .unavailable, doing: "opening the run", to: path, why: String(cString: strerror(errno)),
                now: "name the folder of a run, as `kumite run` printed it")
        }
    }

    private init(_ descriptor: Int32, _ path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// A folder in this one; nil when it is not there.
    func folder(_ name: String) throws -> HostileFolder? {
        let opened = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard opened >= 0 else {
            if errno == ENOENT { return nil }
            throw damaged(name, errno == ENOTDIR || errno == ELOOP ? "it is not a folder" : reason)
        }
        return HostileFolder(opened, "\(path)/\(name)")
    }

    /// The bytes of a plain file; nil when it is not there.
    ///
    /// - Parameter lineLimit: Where a line is longer than this, the rest of the file is not read.
    func read(_ name: String, limit: Int, lineLimit: Int? = nil) throws -> [UInt8]? {
        guard let file = try open(name, limit: limit) else { return nil }
        return try bytes(of: file, name, limit: limit, lineLimit: lineLimit)
    }

    /// A plain file, opened; nil when it is not there.
    func open(_ name: String, limit: Int) throws -> HostileFile? {
        let opened = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard opened >= 0 else {
            if errno == ENOENT { return nil }
            throw damaged(name, errno == ELOOP ? "it is a link" : reason)
        }
        let file = HostileFile(owning: opened)
        var status = stat()
        guard fstat(opened, &status) == 0 else { throw damaged(name, reason) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw damaged(name, "it is not a plain file") }
        guard status.st_size <= limit else {
            throw damaged(name, "it has \(status.st_size) bytes, more than the \(limit) that are read")
        }
        file.size = Int(status.st_size)
        return file
    }

    /// Whether a plain file of that name is there.
    func holds(_ name: String) -> Bool {
        var status = stat()
        return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether somebody holds the lock of a plain file.
    ///
    /// It is asked for and given back at once: no call merely tells.
    func isLocked(_ name: String) -> Bool {
        let opened = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard opened >= 0 else { return false }
        defer { close(opened) }
        return flock(opened, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    private func bytes(
        of file: HostileFile, _ name: String, limit: Int, lineLimit: Int?
    ) throws -> [UInt8] {
        var all: [UInt8] = []
        var lines = LineLengths()
        while true {
            // One byte more than expected, so that the end is seen without another round for a file that fits.
            let rest = max(file.size + 1 - all.count, 65_536)
            let piece = try piece(of: file, name, from: all.count, room: lineLimit == nil ? rest : min(rest, 4 << 20))
            guard !piece.isEmpty else { return all }
            all += piece
            if let lineLimit, let line = lines.tooLong(adding: piece, limit: lineLimit) {
                throw damaged(name, "line \(line): it has more than the \(lineLimit) bytes that are read of a line")
            }
            guard all.count <= limit else { throw damaged(name, "it has more than the \(limit) bytes that are read") }
        }
    }

    /// So many bytes of a file at most, from one on; none at its end.
    func piece(of file: HostileFile, _ name: String, from place: Int, room: Int) throws -> [UInt8] {
        while true {
            var failure: Int32 = 0
            let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                let got = pread(file.descriptor, buffer.baseAddress, room, place)
                failure = got < 0 ? errno : 0
                count = max(0, got)
            }
            if failure == EINTR { continue }
            guard failure == 0 else { throw damaged(name, String(cString: strerror(failure))) }
            return piece
        }
    }

    private var reason: String { String(cString: strerror(errno)) }

    func damaged(_ name: String, _ why: String) -> ArchiveError {
        .damaged("reading a file of the run", "\(path)/\(name)", why)
    }
}

/// An open plain file; its descriptor is closed with it.
final class HostileFile {
    let descriptor: Int32
    fileprivate(set) var size = 0

    init(owning descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }
}

/// How long the lines are that come in pieces.
private struct LineLengths {
    private var line = 1
    private var length = 0

    /// The number of the first line that is longer than a limit, once it is.
    mutating func tooLong(adding piece: [UInt8], limit: Int) -> Int? {
        piece.withUnsafeBytes { bytes -> Int? in
            var from = 0
            while from < bytes.count, let start = bytes.baseAddress?.advanced(by: from),
                let end = memchr(start, 0x0a, bytes.count - from)
            {
                let part = start.distance(to: UnsafeRawPointer(end))
                guard length + part <= limit else { return line }
                (line, length, from) = (line + 1, 0, from + part + 1)
            }
            length += bytes.count - from
            return length > limit ? line : nil
        }
    }
}
