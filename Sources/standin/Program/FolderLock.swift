import CGuest
import Glibc
import Linux

/// That no other stand-in, and no clean-up, is at work in a folder; the kernel ends it with the process.
struct FolderLock: Sendable {
    private let file: Descriptor
    private let path: String

    init(_ folders: Folders) throws {
        path = folders.lock
        file = try Files.open(path, O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o600)
        guard try file.withNumber({ cguest_lock($0) }) == 0 else {
            throw AgentFailure.refused(
                "could not use the folder \(folders.path): a stand-in is at work there; stop it, or take another folder"
            )
        }
    }

    /// Ends it. The file stays: one that waits to lock it must not get a file without a name.
    func release() { file.close() }
}
