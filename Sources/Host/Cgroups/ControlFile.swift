import Glibc
import Linux

/// Files of cgroupfs that take one line at a time.
enum ControlFile {
    /// Writes a line in one call, as cgroupfs wants it.
    static func write(_ line: String, to path: String) throws {
        let number = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0 else { throw LinuxError(doing: "open", to: path, errno: errno) }
        let file = Descriptor(owning: number)
        do {
            _ = try file.write(Array(line.utf8))
        } catch let error as LinuxError {
            throw LinuxError(doing: "write \"\(line)\" to", to: path, errno: error.errno)
        }
    }
}
