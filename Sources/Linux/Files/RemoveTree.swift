import Glibc

extension Directory {
    /// Folders deeper than this are not entered: each level holds a descriptor, and a hostile tree may be endless.
    private static var mostLevels: Int { 1000 }

    /// Removes what is in this directory, never what a symbolic link points at or what another mount holds.
    ///
    /// Goes on after a failure, so as to leave as little as possible; the failures come back. An empty list: all gone.
    package func removeContents() -> [LinuxError] {
        var failures: [LinuxError] = []
        removeContents(level: 0, &failures)
        return failures
    }

    /// Removes a directory here with all it holds, or anything else of that name. An empty list: it is gone.
    package func removeTree(_ name: [UInt8]) -> [LinuxError] {
        var failures: [LinuxError] = []
        remove(name, level: 0, &failures)
        return failures
    }

    private func removeContents(level: Int, _ failures: inout [LinuxError]) {
        guard let names = keep(&failures, { try self.names() }) else { return }
        for name in names { remove(name, level: level, &failures) }
    }

    private func remove(_ name: [UInt8], level: Int, _ failures: inout [LinuxError]) {
        do {
            try remove(name)
            return
        } catch let error as LinuxError where error.errno == EISDIR {
            // A directory: below.
        } catch let error as LinuxError where error.errno == ENOENT {
            return
        } catch {
            _ = keep(&failures) { throw error }
            return
        }
        guard level < Self.mostLevels else {
            failures.append(
                LinuxError(
                    doing: "remove", to: child(name), because: "it lies more than \(Self.mostLevels) folders deep",
                    now: "remove it by hand"))
            return
        }
        let before = failures.count
        if let below = keep(&failures, { try directory(name) }) { below.removeContents(level: level + 1, &failures) }
        // What is left in it has been told; that it is not empty adds nothing.
        if failures.count == before { _ = keep(&failures) { try removeDirectory(name) } }
    }

    private func keep<Result>(_ failures: inout [LinuxError], _ body: () throws -> Result) -> Result? {
        do {
            return try body()
        } catch let error as LinuxError {
            failures.append(error)
        } catch {
            failures.append(LinuxError(doing: "remove", to: path, because: "\(error)", now: "remove it by hand"))
        }
        return nil
    }
}

extension Files {
    /// Removes a directory with all it holds, in a parent that is trusted. An empty list: it is gone.
    package static func removeTree(_ path: String) -> [LinuxError] {
        let cut = path.lastIndex(of: "/")
        let parent = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let name = cut.map { path[path.index(after: $0)...] } ?? path[...]
        do {
            return try Directory(parent).removeTree(Array(name.utf8))
        } catch let error as LinuxError {
            return error.errno == ENOENT ? [] : [error]
        } catch {
            return [LinuxError(doing: "remove", to: path, because: "\(error)", now: "remove it by hand")]
        }
    }
}
