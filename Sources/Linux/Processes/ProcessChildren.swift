import Glibc

extension ProcessTable {
    /// The living processes that descend from this one. Reads a few files only where there is none, as is usual.
    package static func ownDescendants() throws -> [ProcessStat] {
        guard try hasChildren() else { return [] }
        return try read().descendants(of: ThisProcess.pid).filter { !$0.hasEnded }
    }

    /// The numbers of a process's children, ended ones included; reads a file for each of its threads.
    ///
    /// Empty when it is gone. Where the kernel does not tell, the whole table is read.
    package static func children(of pid: Int32) -> [Int32] {
        let threads = "/proc/\(pid)/task"
        var found: [Int32] = []
        for thread in (try? Directory(threads).names()) ?? [] {
            let path = "\(threads)/\(String(decoding: thread, as: UTF8.self))/children"
            guard let text = try? Files.read(path, limit: 65_536).bytes else { continue }
            found += text.split(separator: 0x20).compactMap { Int32(String(decoding: $0, as: UTF8.self)) }
        }
        if !found.isEmpty || Files.exists("/proc/thread-self/children") { return found }
        return ((try? read().children(of: pid)) ?? []).map(\.pid)
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
