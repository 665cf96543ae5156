import Glibc

extension Files {
    /// Writes a file, made anew or emptied first.
    package static func write(_ path: String, _ bytes: [UInt8], mode: UInt32 = 0o644) throws {
        let descriptor = try open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: mode)
        defer { descriptor.close() }
        try descriptor.writeAll(bytes)
    }

    /// Makes a symbolic link that points to `target`. EEXIST if anything is there.
    package static func makeLink(_ path: String, to target: String) throws {
        _ = try checked(symlink(target, path) < 0 ? -errno : 0, "make symbolic link", path)
    }

    /// Makes a directory and those above it that are missing.
    package static func makeDirectories(_ path: String, mode: UInt32 = 0o755) throws {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/\(part)"
            guard mkdir(made, mode) < 0, errno != EEXIST else { continue }
            throw LinuxError(doing: "make directory", to: made, errno: errno)
        }
    }
}

extension Files {
    /// Whether anything is at a path, a dangling link included.
    package static func exists(_ path: String) -> Bool {
        var seen = stat()
        return lstat(path, &seen) == 0
    }
}

extension Files {
    /// Copies a file's content to a file made anew.
    package static func copy(_ source: String, to target: String, mode: UInt32 = 0o644) throws {
        let from = try open(source, O_RDONLY)
        let to = try open(target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
        defer {
            from.close()
            to.close()
        }
        while true {
            let piece = try from.read(upTo: 1 << 20)
            if piece.isEmpty { return }
            try to.writeAll(piece)
        }
    }
}
