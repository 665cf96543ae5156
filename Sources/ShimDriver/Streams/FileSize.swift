import Glibc

/// The size of a plain file.
enum FileSize {
    /// nil where there is none, or what is there is no plain file.
    static func of(_ path: String) -> Int? {
        var found = stat()
        guard lstat(path, &found) == 0, found.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(found.st_size)
    }
}

extension OutputFile {
    /// To read a plain file, and nothing that a link leads to or that would block.
    static let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK
}
