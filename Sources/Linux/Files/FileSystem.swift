import CLinux

/// The file system that holds a path.
package struct FileSystem: Hashable, Sendable {
    /// The kernel's number for the kind of file system.
    package struct Kind: Hashable, Sendable {
        package let number: Int64

        package static let cgroup = Kind(number: 0x27e0eb)
        package static let cgroup2 = Kind(number: 0x6367_7270)
        package static let memory = Kind(number: 0x0102_1994)
        package static let overlay = Kind(number: 0x794c_7630)
        package static let processes = Kind(number: 0x9fa0)
        package static let system = Kind(number: 0x6265_6572)
        package static let namespaces = Kind(number: 0x6e73_6673)
    }

    package let kind: Kind
    package let totalBytes: UInt64

    /// What an ordinary user can still write.
    package let availableBytes: UInt64
    package let totalFiles: UInt64
    package let freeFiles: UInt64

    /// Asks about a path, following symbolic links.
    package init(of path: String) throws {
        var found = clinux_file_system()
        _ = try checked(clinux_file_system(path, &found), "ask for the file system of", path)
        kind = Kind(number: found.type)
        totalBytes = found.blocks &* found.block_bytes
        availableBytes = found.blocks_available &* found.block_bytes
        totalFiles = found.files
        freeFiles = found.files_free
    }
}
