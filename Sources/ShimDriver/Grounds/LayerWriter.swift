import Glibc
import Linux
import OCI

/// Writes what a layer holds into the root file system that the layers below have made.
///
/// The folder is nobody's but ours while it is written, so what was looked at is what is written to.
struct LayerWriter {
    let folder: String
    private var open: (entry: LayerEntry, path: String, file: Descriptor)?

    init(folder: String) {
        self.folder = folder
    }

    mutating func take(_ event: LayerReader.Event) throws {
        switch event {
        case .content(let bytes): try open?.file.writeAll(bytes)
        case .entry(let entry):
            try finish()
            guard try entry.whiteout() == nil else { return }
            try put(entry)
        }
    }

    /// Ends the file that was written last.
    mutating func finish() throws {
        guard let done = open else { return }
        open = nil
        done.file.close()
        try own(done.entry, at: done.path)
    }

    /// Takes away what a layer says of those below; what is not there is no mistake.
    func remove(_ whiteout: LayerEntry.Whiteout) throws {
        switch whiteout {
        case .removed(let parts):
            guard let path = try path(parts, makes: false) else { return }
            try clear(path)
        case .opaque(let parts):
            guard let path = try path(parts + ["."], makes: false), Node(path)?.isFolder == true else { return }
            for name in try Directory(path).names(limit: LayerReader.mostEntries) {
                try clear("\(path)/\(String(decoding: name, as: UTF8.self))")
            }
        }
    }

    private mutating func put(_ entry: LayerEntry) throws {
        let parts = try entry.parts()
        guard !parts.isEmpty else {
            guard entry.kind == .folder else { throw LayerProblem("its root is no folder") }
            return try own(entry, at: folder)
        }
        guard let path = try path(parts, makes: true) else { return }
        switch entry.kind {
        case .folder:
            if Node(path)?.isFolder != true {
                try clear(path)
                try Files.makeDirectory(path)
            }
            try own(entry, at: path)
        case .file:
            try clear(path)
            open = (entry, path, try Files.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600))
        case .link(let target):
            try clear(path)
            try Files.makeLink(path, to: target)
            try own(entry, at: path)
        case .hardLink:
            guard let target = try entry.targetParts(), let old = try self.path(target, makes: false),
                let node = Node(old), !node.isFolder
            else { throw LayerProblem("its hard link \(String(reflecting: entry.name)) names no file that is there") }
            guard old != path else { return }
            try clear(path)
            // Of a link this is another name of the link itself.
            guard Glibc.link(old, path) == 0 else { throw LinuxError(doing: "link", to: path, errno: errno) }
        case .refused(let what): throw LayerProblem("its entry \(String(reflecting: entry.name)) is \(what)")
        }
    }

    /// Where something is to be, its folders made where they are missing.
    ///
    /// - Returns: nil where a folder is missing and none is made.
    private func path(_ parts: [String], makes: Bool) throws -> String? {
        var path = folder
        for part in parts.dropLast() {
            path += "/\(part)"
            guard let node = Node(path) else {
                guard makes else { return nil }
                try Files.makeDirectory(path)
                continue
            }
            let name = String(reflecting: parts.joined(separator: "/"))
            guard !node.isLink else { throw LayerProblem("its name \(name) goes through a link") }
            guard node.isFolder else {
                guard makes else { return nil }
                throw LayerProblem("its name \(name) goes through what is no folder")
            }
        }
        return parts.last == "." ? path : "\(path)/\(parts.last ?? "")"
    }

    private func clear(_ path: String) throws {
        guard let node = Node(path) else { return }
        if node.isFolder {
            guard Files.removeTree(path).isEmpty else { throw LayerProblem("\(path) could not be removed") }
        } else {
            try Files.remove(path)
        }
    }

    /// Gives what was made its owner, its mode and its time.
    private func own(_ entry: LayerEntry, at path: String) throws {
        func checked(_ result: Int32, _ doing: String) throws {
            guard result == 0 else { throw LinuxError(doing: doing, to: path, errno: errno) }
        }
        try checked(lchown(path, entry.uid, entry.gid), "change the owner of")
        if case .link = entry.kind {} else { try checked(chmod(path, entry.mode), "change the mode of") }
        let time = timespec(tv_sec: Int(entry.modified), tv_nsec: 0)
        try checked(utimensat(AT_FDCWD, path, [time, time], AT_SYMLINK_NOFOLLOW), "change the time of")
    }
}

/// What is at a path, no link followed.
private struct Node {
    private let type: mode_t

    init?(_ path: String) {
        var found = stat()
        guard lstat(path, &found) == 0 else { return nil }
        type = found.st_mode & S_IFMT
    }

    var isFolder: Bool { type == S_IFDIR }
    var isLink: Bool { type == S_IFLNK }
}
