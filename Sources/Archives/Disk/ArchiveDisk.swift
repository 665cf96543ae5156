/// What a run folder is written through; tests put a disk in its place that fills up.
package protocol ArchiveDisk: Sendable {
    /// Makes a folder that must not be there.
    func makeFolder(_ path: String) throws(DiskFailure)

    /// Opens a file to append to it.
    func open(_ path: String, _ how: DiskOpening) throws(DiskFailure) -> any ArchiveFile

    /// Puts a file in another's place.
    func rename(_ path: String, to: String) throws(DiskFailure)

    /// Whether something of that name is there, a dangling link included.
    func exists(_ path: String) -> Bool
}

/// How a file is opened to write.
package enum DiskOpening: Sendable {
    /// It must not be there.
    case new
    /// What it holds is dropped.
    case empty
    /// It must be there.
    case existing
}

/// An open file that is appended to.
package protocol ArchiveFile: Sendable {
    func write(_ bytes: [UInt8]) throws(DiskFailure)

    /// Waits until what was written lies on the disk.
    func sync() throws(DiskFailure)

    /// Cuts the file off after so many bytes.
    func truncate(to length: Int) throws(DiskFailure)

    /// Keeps others from writing to the file; it is lifted with the file's end.
    ///
    /// - Returns: Whether nobody else has it.
    func lock() throws(DiskFailure) -> Bool

    func close()
}

/// A system call that failed.
package struct DiskFailure: Error, Sendable, Hashable {
    package var errno: Int32

    package init(errno: Int32) { self.errno = errno }
}
