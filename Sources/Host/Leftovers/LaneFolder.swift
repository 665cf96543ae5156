import Glibc
package import Linux

/// A lane's short folder for sockets and fifos, `/run/kumite/<lane>`, locked as long as the lane lives.
///
/// By the lock `kumite clean` tells a live lane's things from a dead one's. It belongs to the open descriptor, so who
/// made it can hand that to a child in which `/run` is another: the folder counts as live until all have closed it.
package struct LaneFolder: Sendable {
    /// Where lanes' folders are.
    package static let parent = "/run/kumite"
    /// Where lanes' bundles are, in folders of the same names: /run is often mounted without execution.
    package static let workParent = "/var/lib/kumite"

    /// `/run/kumite/<lane>`.
    package let path: String
    /// The folder, open and locked.
    package let descriptor: Descriptor
    package let register: Register

    /// Makes and locks a folder, and begins its register with the run that it belongs to.
    ///
    /// Make it before anything that is to be found by it: cgroups, work folders.
    /// - Parameter lane: `<run>-<number>`, of at most 32 bytes, so that sockets' paths stay under 108.
    package init(lane: String, run: String, in parent: String = LaneFolder.parent) throws {
        guard Register.isName(lane), lane.utf8.count <= 32, Register.isName(run) else {
            throw HostError(
                doing: "make a folder for lane", to: String(reflecting: lane),
                because: "a lane's and a run's name have letters, digits, - and _ only, a lane's at most 32",
                now: "choose another name")
        }
        path = "\(parent)/\(lane)"
        descriptor = try Self.make(path, in: parent)
        register = try Register(in: path)
        try register.add(.run(run))
    }

    private static func make(_ path: String, in parent: String) throws -> Descriptor {
        // A `kumite clean` at the same time may remove a folder that is not locked yet; then once more.
        for _ in 1...8 {
            _ = mkdir(parent, 0o711)
            guard mkdir(path, 0o700) == 0 || errno == ENOENT else {
                throw LinuxError(doing: "make lane folder", to: path, errno: errno)
            }
            guard let folder = try? Files.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW) else { continue }
            // Waits for a cleaner that found the folder before it was locked: no lane has it, or mkdir had failed.
            guard try folder.withNumber({ flock($0, LOCK_EX) }) == 0, try isStill(folder, at: path) else { continue }
            return folder
        }
        throw HostError(
            doing: "make lane folder", to: path, because: "it was removed again as often as it was made",
            now: "wait until no `kumite clean` runs")
    }

    private static func isStill(_ folder: Descriptor, at path: String) throws -> Bool {
        var found = stat()
        guard lstat(path, &found) == 0 else { return false }
        return try folder.identity.inode == UInt64(found.st_ino)
    }

    /// Removes the folder with what is in it, and lets go of the lock.
    ///
    /// - Returns: What could not be removed.
    @discardableResult
    package func remove() -> [LinuxError] {
        let failures = Files.removeTree(path)
        descriptor.close()
        // Only if it was the last.
        if let parent = path.folderAndName?.folder { _ = rmdir(parent) }
        return failures
    }
}
