import Glibc
import Linux

/// Files of cgroupfs that take one line at a time.
enum ControlFile {
    /// A file's text without the white space at its ends; nil when it can't be read.
    static func text(_ path: String) -> String? {
        guard let bytes = try? Files.read(path, limit: 1 << 20).bytes else { return nil }
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0a || $0 == 0x09 }
        let tail = bytes.drop(while: isBlank)
        let end = tail.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? tail.startIndex
        return String(decoding: tail[..<end], as: UTF8.self)
    }

    /// Writes a line in one call, as cgroupfs wants it.
    static func write(_ line: String, to path: String) throws {
        let file = try Files.open(path, O_WRONLY | O_NOFOLLOW)
        do {
            _ = try file.write(Array(line.utf8))
        } catch let error as LinuxError {
            throw LinuxError(doing: "write \"\(line)\" to", to: path, errno: error.errno)
        }
    }
}
