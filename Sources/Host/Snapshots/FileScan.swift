import Glibc

/// Lists what is below folders where runtimes leave files, without entering other mounts or following links.
struct FileScan {
    /// More than any host has in /run; what is beyond is told, not looked at.
    static let most = 20_000
    static let deepest = 16

    /// The points of mounts, which are not entered: a container's root lies there.
    let mountPoints: Set<String>
    private(set) var files: [String: FileEntry] = [:]
    private(set) var unseen: [String] = []

    init(mountPoints: Set<String>) {
        self.mountPoints = mountPoints
    }

    /// Adds everything below a folder; one that isn't there, or is a link, adds nothing.
    mutating func add(_ path: String) {
        guard let folder = try? Folder.open(path) else { return }
        let limit = files.count + Self.most
        visit(folder, path, 0, limit)
        if files.count >= limit { unseen.append("\(path): more than \(Self.most) entries") }
    }

    private mutating func visit(_ folder: borrowing Folder, _ path: String, _ depth: Int, _ limit: Int) {
        guard depth < Self.deepest else {
            unseen.append("\(path): deeper than \(Self.deepest) folders")
            return
        }
        var folders: [String] = []
        try? folder.forEach { name, kind, inode in
            let text = String(cString: name)
            files["\(path)/\(text)"] = FileEntry(kind: kind, inode: inode)
            if kind == .folder { folders.append(text) }
            return files.count < limit
        }
        for name in folders where files.count < limit {
            let child = "\(path)/\(name)"
            guard !mountPoints.contains(child), let inner = try? Folder(path: name, at: folder.number) else { continue }
            visit(inner, child, depth + 1, limit)
        }
    }
}
