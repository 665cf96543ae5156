import Foundation
import Kata
import Linux

/// A log that is read bit by bit, and that may be rotated or emptied meanwhile.
struct OpenLog {
    private let path: String
    private var descriptor: Descriptor
    private var lines = LogLines()
    private var grammar = LogGrammar()
    /// How much of this file was read.
    private var count = 0

    init(_ path: String) throws {
        self.path = path
        do {
            descriptor = path == "-" ? Descriptor(owning: 0) : try Files.open(path, O_RDONLY)
        } catch let error as LinuxError {
            throw Self.failure(path, error)
        }
    }

    /// Reads a piece; false at the end.
    mutating func readOn(_ printer: inout RecordPrinter) throws -> Bool {
        do {
            let bytes = try descriptor.read(upTo: 1 << 18)
            count += bytes.count
            lines.take(bytes[...]) { printer.take(grammar.records(of: $0, isCut: $1)) }
            return !bytes.isEmpty
        } catch let error as LinuxError {
            throw Self.failure(path, error)
        }
    }

    /// Reads on to the end, and then in the file that has taken its place, or from its beginning if it was emptied.
    mutating func follow(_ printer: inout RecordPrinter) throws {
        while try readOn(&printer) {}
        guard path != "-", let now = Self.look(path), let identity = try? descriptor.identity else { return }
        guard now.identity != identity || now.size < count else { return }
        // What was written between the last look and its leaving.
        if now.identity != identity { while try readOn(&printer) {} }
        guard let next = try? Files.open(path, O_RDONLY) else { return }
        finish(&printer)
        descriptor = next
        lines = LogLines()
        count = 0
        while try readOn(&printer) {}
    }

    mutating func finish(_ printer: inout RecordPrinter) {
        lines.finish { printer.take(grammar.records(of: $0, isCut: $1)) }
    }

    /// What lies at the path now; nil for nothing, as in the middle of a rotation, and for what is no plain file.
    private static func look(_ path: String) -> (identity: FileIdentity, size: Int)? {
        var seen = stat()
        guard stat(path, &seen) == 0, seen.st_mode & S_IFMT == S_IFREG else { return nil }
        return (FileIdentity(device: UInt64(seen.st_dev), inode: UInt64(seen.st_ino)), Int(seen.st_size))
    }

    private static func failure(_ path: String, _ error: LinuxError) -> Failure {
        Failure(
            doing: "reading", to: path, why: error.parts.why, now: "name a log that is there and readable",
            exit: Failure.usage)
    }
}
