import Glibc

/// The cgroups below a folder of a hierarchy.
enum CgroupTree {
    /// Deeper than any runtime nests; what lies below is not looked at.
    static let deepest = 32

    /// Calls back with the path of each cgroup below a folder, parents first, without the folder itself.
    ///
    /// - Parameter folder: In the file system; nothing is called for one that isn't there.
    /// - Parameter limit: How many cgroups are visited at most; false when there were more.
    @discardableResult
    static func forEach(below folder: String, limit: Int = 20_000, _ body: (_ path: String) -> Void) -> Bool {
        guard let top = try? Folder(path: folder, at: AT_FDCWD) else { return true }
        var left = limit
        visit(top, "", 0, &left, body)
        return left > 0
    }

    /// All of them, children before parents: the order in which they can be removed. The folder itself comes last.
    static func foldersDeepestFirst(from folder: String) -> [String] {
        var all = [folder]
        forEach(below: folder) { all.append(folder + $0) }
        return all.reversed()
    }

    private static func visit(
        _ folder: borrowing Folder, _ path: String, _ depth: Int, _ left: inout Int, _ body: (String) -> Void
    ) {
        // cgroupfs counts a folder's folders in its links: 2 means none, and the 40 control files needn't be listed.
        guard depth < deepest, left > 0, (folder.status?.st_nlink ?? 2) > 2 else { return }
        var names: [String] = []
        try? folder.forEach { name, kind, _ in
            if kind == .folder { names.append(String(cString: name)) }
            return true
        }
        for name in names {
            guard left > 0 else { return }
            left -= 1
            let child = "\(path)/\(name)"
            body(child)
            if let inner = try? Folder(path: name, at: folder.number) { visit(inner, child, depth + 1, &left, body) }
        }
    }
}
