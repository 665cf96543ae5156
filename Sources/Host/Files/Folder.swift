import Glibc
import Linux

/// An open folder, whose entries are listed, opened and removed by name: no path is walked twice, no link followed.
struct Folder: ~Copyable {
    let number: Int32

    /// Opens a folder by an absolute path, one component after the other; a symbolic link on the way is ELOOP.
    static func open(_ path: String) throws -> Folder {
        var folder = try Folder(path: "/", at: AT_FDCWD)
        for name in path.split(separator: "/") {
            folder = try Folder(path: String(name), at: folder.number, shownAs: path)
        }
        return folder
    }

    /// Opens an entry that is a folder.
    init(path: String, at folder: Int32, shownAs shown: String? = nil) throws {
        let number = openat(folder, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0 else { throw LinuxError(doing: "open folder", to: shown ?? path, errno: errno) }
        self.number = number
    }

    deinit {
        close(number)
    }

    /// Calls back for each entry but `.` and `..`, in the file system's order; false from the callback ends it.
    func forEach(_ body: (_ name: UnsafePointer<CChar>, _ kind: FileKind, _ inode: UInt64) throws -> Bool) throws {
        // A copy with its own position would need another open; the stream takes over the number it is given.
        let copy = openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw LinuxError(doing: "list", to: "a folder", errno: errno) }
        guard let stream = fdopendir(copy) else {
            let failure = errno
            close(copy)
            throw LinuxError(doing: "list", to: "a folder", errno: failure)
        }
        defer { closedir(stream) }
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        while let entry = readdir(stream) {
            let name = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
            if name[0] == 46, name[1] == 0 || (name[1] == 46 && name[2] == 0) { continue }
            var kind = FileKind(directoryType: entry.pointee.d_type)
            if kind == .unknown { kind = status(of: name).map { FileKind(mode: $0.st_mode) } ?? .unknown }
            guard try body(name, kind, UInt64(entry.pointee.d_ino)) else { return }
        }
    }

    /// What lstat says of an entry; nil when there is none.
    func status(of name: UnsafePointer<CChar>) -> stat? {
        var found = stat()
        return fstatat(number, name, &found, AT_SYMLINK_NOFOLLOW) == 0 ? found : nil
    }

    /// What stat says of the folder itself.
    var status: stat? {
        var found = stat()
        return fstat(number, &found) == 0 ? found : nil
    }

    /// Removes an entry; 0 or an error number.
    func remove(_ name: UnsafePointer<CChar>, folder: Bool = false) -> Int32 {
        unlinkat(number, name, folder ? AT_REMOVEDIR : 0) == 0 ? 0 : errno
    }
}

extension FileKind {
    fileprivate init(directoryType: UInt8) {
        self =
            switch Int(directoryType) {
            case Int(DT_DIR): .folder
            case Int(DT_REG): .file
            case Int(DT_LNK): .link
            case Int(DT_SOCK): .socket
            case Int(DT_FIFO): .fifo
            case Int(DT_BLK), Int(DT_CHR): .device
            default: .unknown
            }
    }

    init(mode: mode_t) {
        self =
            switch mode & S_IFMT {
            case S_IFDIR: .folder
            case S_IFREG: .file
            case S_IFLNK: .link
            case S_IFSOCK: .socket
            case S_IFIFO: .fifo
            case S_IFBLK, S_IFCHR: .device
            default: .unknown
            }
    }
}
