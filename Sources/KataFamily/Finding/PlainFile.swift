import Drivers
import Glibc
import Linux

/// Reads of files whose size and kind nobody has vouched for.
enum PlainFile {
    /// The beginning of a plain file; what is none, as a fifo, is not opened for reading.
    static func read(_ path: String, limit: Int) throws(FindingTrouble) -> (bytes: [UInt8], cut: Bool) {
        _ = try status(path)
        do {
            return try Files.read(path, limit: limit)
        } catch {
            throw FindingTrouble(path, "\(error)")
        }
    }

    /// A plain file's SHA-256, hexadecimal.
    static func digest(_ path: String) throws(FindingTrouble) -> String {
        do {
            return try FileDigest.of(path)
        } catch {
            throw FindingTrouble(path, error.why)
        }
    }

    static func status(_ path: String) throws(FindingTrouble) -> stat {
        do {
            return try FileDigest.status(path)
        } catch {
            throw FindingTrouble(path, error.why)
        }
    }
}
