import Linux

/// Who has made the call that is being carried out.
enum Caller {
    /// The process at the other end of the connection; 0 where that can't be told.
    @TaskLocal static var pid: Int32 = 0

    /// The mount namespace that the shim lives in: where it has mounted a root file system into a bundle, only there that
    /// is seen. Nil where the shim has gone, or shares this process's.
    static var mounts: Namespace? {
        guard pid > 0, let theirs = try? Namespace(.mount, of: pid), let ours = try? Namespace(.mount, of: 0),
            !theirs.isSame(as: ours)
        else { return nil }
        return theirs
    }
}
