extension String {
    /// Whether this path is a folder's or lies below it; both absolute and without `.` or `..`.
    package func isAtOrBelow(_ folder: String) -> Bool {
        if folder == "/" { return hasPrefix("/") }
        guard utf8.starts(with: folder.utf8) else { return false }
        let rest = utf8.dropFirst(folder.utf8.count)
        return rest.isEmpty || rest.first == UInt8(ascii: "/")
    }

    /// Whether this is an absolute path that names one place only: no empty, `.` or `..` component, no zero, not `/`.
    package var isPlainAbsolutePath: Bool {
        guard hasPrefix("/"), utf8.count <= 4_095, !utf8.contains(0) else { return false }
        return dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }

    /// A plain absolute path's folder and last component; nil for any other path.
    var folderAndName: (folder: String, name: String)? {
        guard isPlainAbsolutePath, let slash = lastIndex(of: "/") else { return nil }
        return (slash == startIndex ? "/" : String(self[..<slash]), String(self[index(after: slash)...]))
    }
}
