import Glibc
import Linux

/// Removing a file that was seen, and no other that took its place.
enum FileRemoval {
    /// Removes it; a folder with what is in it. Nil when it is gone, else why not.
    static func remove(_ path: String, _ entry: FileEntry) -> String? {
        guard let (parent, name) = path.folderAndName else { return "it is no plain absolute path" }
        do {
            let folder = try Folder.open(parent)
            guard let now = folder.status(of: name) else { return nil }
            guard UInt64(now.st_ino) == entry.inode, FileKind(mode: now.st_mode) == entry.kind else {
                return "another file has taken its place"
            }
            if entry.kind == .folder { return Files.removeTree(path).first.map { "\($0)" } }
            let failure = folder.remove(name)
            return failure == 0 || failure == ENOENT ? nil : String(cString: strerror(failure))
        } catch let error as LinuxError where error.errno == ENOENT {
            return nil
        } catch {
            return "\(error)"
        }
    }
}
