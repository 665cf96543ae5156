import Documents
import Foundation
import Kata
import Linux

/// The files of a configuration, read as the shims read them and with bounds.
enum KataFiles {
    /// How many drop-ins are read.
    private static let dropInLimit = 256

    /// - Throws: A `Failure` with the place of what is wrong.
    static func toml(_ path: String, templates: Bool = false) throws -> TomlDocument {
        let bytes = try read(path, limit: TomlDocument.sizeLimit)
        let (document, problems) = TomlDocument.read(bytes, file: path, templates: templates)
        guard let document else {
            throw Failure(
                doing: "reading", to: path, why: problems.map(\.description).joined(separator: "\n  "),
                now: "mend the file; a shim would not read it either", exit: Failure.usage)
        }
        return document
    }

    /// The drop-ins of a folder in the order in which they are read; by default of `config.d` beside the file.
    static func dropIns(_ folder: String?, beside file: String) throws -> [TomlDocument] {
        let base = URL(fileURLWithPath: try resolve(file)).deletingLastPathComponent().path
        guard let folder = folder ?? (Files.exists("\(base)/config.d") ? "\(base)/config.d" : nil) else { return [] }
        let root = try resolve(folder)
        guard let all = try? FileManager.default.contentsOfDirectory(atPath: root) else {
            throw failure(folder, "it is no folder that can be read", "name the folder with the drop-ins")
        }
        let names = all.filter { $0.hasSuffix(".toml") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard names.count <= dropInLimit else {
            throw failure(
                folder, "it holds \(names.count) drop-ins; at most \(dropInLimit) are read", "name another folder")
        }
        return try names.map { name in
            let path = "\(root)/\(name)"
            let target = try resolve(path)
            guard target.hasPrefix(root + "/") else {
                throw failure(
                    path, "the link leads out of the folder, to \(target)", "put the file itself into the folder")
            }
            return try toml(path)
        }
    }

    /// A file, at most so many bytes.
    static func read(_ path: String, limit: Int) throws -> [UInt8] {
        do {
            let (bytes, cut) = try Files.read(path, limit: limit + 1)
            guard !cut, bytes.count <= limit else {
                throw failure(path, "it has more than \(limit) bytes, and no such file has", "name another file")
            }
            return bytes
        } catch let error as LinuxError {
            throw failure(path, error.parts.why, "name a file that is there and readable")
        }
    }

    /// A file or, as `-`, standard input; of /proc too, whose files say that they are empty.
    static func stream(_ path: String, limit: Int) throws -> [UInt8] {
        do {
            let descriptor = path == "-" ? Descriptor(owning: 0) : try Files.open(path, O_RDONLY)
            let (bytes, cut) = try descriptor.readAll(limit: limit)
            guard !cut else {
                throw failure(path, "it has more than \(limit) bytes, and nothing of the kind has", "name another file")
            }
            return bytes
        } catch let error as LinuxError {
            throw failure(path, error.parts.why, "name a file that is there and readable")
        }
    }

    /// Where a path leads.
    private static func resolve(_ path: String) throws -> String {
        guard let found = realpath(path, nil) else {
            let why = errno == ELOOP ? "its links lead in a circle" : String(cString: strerror(errno))
            throw failure(path, why, "name a file that is there and readable")
        }
        defer { free(found) }
        return String(cString: found)
    }

    private static func failure(_ path: String, _ why: String, _ now: String) -> Failure {
        Failure(doing: "reading", to: path, why: why, now: now, exit: Failure.usage)
    }
}
