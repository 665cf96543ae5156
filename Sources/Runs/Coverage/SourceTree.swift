package import Coverage
import Glibc
import Linux

/// A folder with the source of a build, in which files are found by the ends of the paths that a tool chain wrote.
///
/// The paths come from an archive, so they are hostile: nothing outside of the folder is opened, no link in it is
/// followed, and a text that does not hold the function where it should is passed over.
package struct SourceTree: Sendable {
    private let folder: Directory
    private static let fileLimit = 4 << 20
    private static let functionLimit = 2000
    private static let componentLimit = 64

    /// - Throws: A `RunError` where there is no such folder.
    package init(_ path: String) throws(RunError) {
        do {
            folder = try Directory(realPath(path))
        } catch {
            throw .user(
                "reading source from", path, (error as? LinuxError)?.parts.why ?? "\(error)",
                "name the folder that the build's files lie in")
        }
    }

    /// The lines of some functions, as far as the folder has them.
    package func excerpts(of functions: [CoveredBuild.Function]) -> [CoveredBuild.Function: SourceExcerpt] {
        var found: [CoveredBuild.Function: SourceExcerpt] = [:]
        for (file, own) in Dictionary(grouping: functions.prefix(Self.functionLimit), by: \.file) {
            for text in candidates(file) {
                for function in own where found[function] == nil {
                    found[function] = SourceExcerpt(text, of: function)
                }
                if own.allSatisfy({ found[$0] != nil }) { break }
            }
        }
        return found
    }

    /// The files that a path may mean, the longest end of it first.
    private func candidates(_ file: String) -> some Sequence<[UInt8]> {
        let parts = file.split(separator: "/").filter { $0 != "." }
        let isPlain =
            parts.count <= Self.componentLimit
            && parts.allSatisfy { $0 != ".." && $0.utf8.count < 256 && !$0.utf8.contains(0) }
        return (isPlain ? parts.indices : 0..<0).lazy.compactMap { read(parts[$0...].joined(separator: "/")) }
    }

    private func read(_ path: String) -> [UInt8]? {
        guard let file = try? folder.open(Array(path.utf8), O_RDONLY | O_NONBLOCK | O_NOFOLLOW),
            let read = try? file.readAll(limit: Self.fileLimit), !read.cut
        else { return nil }
        return read.bytes
    }
}

/// Where a path leads that the user wrote: that one may be a link.
private func realPath(_ path: String) throws -> String {
    guard let found = realpath(path, nil) else { throw LinuxError(doing: "find", to: path, errno: errno) }
    defer { free(found) }
    return String(cString: found)
}
