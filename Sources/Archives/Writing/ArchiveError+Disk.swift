import Glibc

extension ArchiveError {
    /// What a failed system call means for who writes a run.
    init(_ failure: DiskFailure, doing: String, to path: String) {
        let text = String(cString: strerror(failure.errno))
        switch failure.errno {
        case ENOSPC, EDQUOT:
            self.init(
                kind: .full, doing: doing, to: path, why: "the disk is full (\(text))",
                now: "free some space, then `kumite resume` the run")
        case EEXIST:
            self.init(
                kind: .exists, doing: doing, to: path, why: "it exists already",
                now: "name another folder, or `kumite resume` the run that is there")
        case ENOENT:
            self.init(
                kind: .unavailable, doing: doing, to: path, why: "there is no such file or folder",
                now: "check the path, and that its parent folder is there")
        default:
            self.init(
                kind: .unwritable, doing: doing, to: path, why: text,
                now: "name a folder that can be written with --out")
        }
    }
}
