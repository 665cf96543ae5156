import Linux

/// The folders that the first shim on a host makes and no shim removes; a run that made them takes them away again.
struct HostFolders {
    /// Deepest first.
    private static let made = ["/run/containerd/s", "/run/containerd"]

    /// Those that were not there when this was made.
    private let missing = made.filter { !Files.exists($0) }

    /// Removes what was not there before and is empty.
    func restore() {
        for folder in missing { try? Files.removeDirectory(folder) }
    }
}
