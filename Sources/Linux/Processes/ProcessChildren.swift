import Glibc

extension ProcessTable {
    /// The living processes that descend from this one. Reads a few files only where there is none, as is usual.
    package static func ownDescendants() throws -> [ProcessStat] {
        guard try hasChildren() else { return [] }
        return try read().descendants(of: ThisProcess.pid).filter { !$0.hasEnded }
    }

    /// An orphan comes to any thread of a subreaper, so all are asked; true where the kernel does not tell.
    private static func hasChildren() throws -> Bool {
        let threads = "/proc/self/task"
        for thread in try Directory(threads).names() {
            let path = "\(threads)/\(String(decoding: thread, as: UTF8.self))/children"
            do {
                if try !Files.read(path, limit: 1).bytes.isEmpty { return true }
            } catch let error as LinuxError where error.errno == ENOENT {
                // Either this thread has ended, or the kernel was built without this file.
                if access("/proc/self/task/\(ThisProcess.threadID)/children", F_OK) != 0 { return true }
            }
        }
        return false
    }
}
