import Glibc
import Kata
import Linux

/// The tree that installations are looked for in: the host's own, or a folder's; no link leads out of it.
struct SearchRoot: Sendable {
    /// Absolute, without links; `/` for the host.
    let folder: String

    /// How many names of one folder are looked at.
    static let nameLimit = 512

    /// - Throws: A `FindingTrouble` where it is no folder that can be read.
    init(_ folder: String) throws(FindingTrouble) {
        self.folder = try Self.resolved(folder)
        var seen = stat()
        guard stat(self.folder, &seen) == 0, seen.st_mode & S_IFMT == S_IFDIR else {
            throw FindingTrouble(folder, "it is no folder")
        }
    }

    /// Where a path leads; it may not lead out of the tree.
    func resolve(_ path: String) throws(FindingTrouble) -> String {
        let found = try Self.resolved(path)
        guard folder == "/" || found == folder || found.hasPrefix(folder + "/") else {
            throw FindingTrouble(path, "the link leads out of \(folder), to \(found), and is not followed")
        }
        return found
    }

    /// Whether something stands at a path, be it a link that leads nowhere.
    func holds(_ path: String) -> Bool {
        var seen = stat()
        return lstat(path, &seen) == 0
    }

    /// What a folder holds, sorted; nothing where there is none.
    func names(in path: String) throws(FindingTrouble) -> [String] {
        guard holds(path) else { return [] }
        let resolved = try resolve(path)
        let names: [[UInt8]]
        do {
            names = try Directory(resolved).names(limit: Self.nameLimit + 1)
        } catch {
            throw FindingTrouble(path, "\(error)")
        }
        guard names.count <= Self.nameLimit else {
            throw FindingTrouble(path, "it holds more than \(Self.nameLimit) names, which no installation does")
        }
        return names.compactMap { String(validating: $0, as: UTF8.self) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// A plain file's beginning, at most so many bytes; `cut` if there was more.
    func read(_ path: String, limit: Int) throws(FindingTrouble) -> (bytes: [UInt8], cut: Bool) {
        let resolved = try resolve(path)
        return try PlainFile.read(resolved, limit: limit)
    }

    private static func resolved(_ path: String) throws(FindingTrouble) -> String {
        guard let found = realpath(path, nil) else {
            throw FindingTrouble(path, errno == ELOOP ? "its links lead in a circle" : String(cString: strerror(errno)))
        }
        defer { free(found) }
        return String(cString: found)
    }
}

/// Why something of an installation could not be read: to be told, and no reason to look no further.
struct FindingTrouble: Error, Sendable, Hashable, CustomStringConvertible {
    var path: String
    var why: String

    init(_ path: String, _ why: String) {
        self.path = path
        self.why = why
    }

    var description: String { "\(path): \(why)" }
}
