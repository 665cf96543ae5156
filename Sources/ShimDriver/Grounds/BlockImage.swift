import Glibc
import Host
import Linux
import Recordings

/// A file system in a file, made of a folder, and the loop device that it is put behind.
enum BlockImage {
    private static let programFolders = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"]

    /// Kinds of file system that can be made, and the package that has what makes them.
    private static let packages = ["ext4": "e2fsprogs", "xfs": "xfsprogs", "erofs": "erofs-utils"]
    /// The least that mkfs.xfs makes since xfsprogs 5.19, KiB; the file has holes.
    private static let leastXFS: UInt64 = 300 << 10

    /// What makes a file system of a kind; nil where it is not installed.
    static func maker(of type: String) -> String? { program("mkfs.\(type)") }

    /// The path of an installed program.
    static func program(_ name: String) -> String? {
        programFolders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Why a root file system of that kind can't be made here; nil when it can.
    static func obstacle(_ type: String) -> String? {
        guard let package = packages[type] else { return "a root file system of kind \(type) is not made" }
        if maker(of: type) == nil {
            return "a root file system of kind \(type) needs mkfs.\(type) (Debian: \(package)), which is not installed"
        }
        if !KernelFileSystems.know(type) { return "this host's kernel (\(ThisKernel.release)) knows no \(type)" }
        if program("losetup") == nil { return "a root file system on a loop device needs losetup" }
        if type == "xfs" {
            // It is filled through a mount: mkfs.xfs takes no folder.
            for tool in ["unshare", "mount", "umount", "cp"] where program(tool) == nil {
                return "a root file system of kind xfs needs \(tool)"
            }
        }
        return access("/dev/loop-control", R_OK | W_OK) == 0 ? nil : "this host has no loop devices"
    }

    /// Writes the image of a folder.
    static func make(_ image: String, type: String, from content: String, until deadline: Stamp) async throws {
        guard let maker = maker(of: type) else {
            throw InfrastructureFailure(doing: "making a file system", to: type, why: "mkfs.\(type) is not installed")
        }
        if type == "erofs" {
            try await run([maker, "--quiet", image, content], until: deadline)
            return
        }
        let used = try await run([program("du") ?? "du", "-sk", content], until: deadline)
        let kibibytes = UInt64(used.split(whereSeparator: \.isWhitespace).first ?? "") ?? 0
        // Half as much again for the file system's own tables, and never less than ext4 is made with.
        let least = type == "xfs" ? leastXFS : 16 << 10
        let size = max(least, kibibytes * 3 / 2 + least / 2)
        let file = try Files.open(image, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
        let cut = try file.withNumber { ftruncate($0, Int(size) << 10) == 0 ? 0 : errno }
        guard cut == 0 else {
            throw InfrastructureFailure(doing: "making an image of \(size) KiB", to: image, why: "error \(cut)")
        }
        if type == "xfs" {
            try await run([maker, "-q", "-f", image], until: deadline)
            return
        }
        var root = stat()
        guard stat(content, &root) == 0 else {
            throw InfrastructureFailure(doing: "looking at", to: content, why: "error \(errno)")
        }
        // What is in the folder keeps its owner, but the root itself does not (mke2fs 1.47).
        let owner = "root_owner=\(root.st_uid):\(root.st_gid)"
        try await run([maker, "-q", "-F", "-m", "0", "-E", owner, "-d", content, image], until: deadline)
    }

    /// Fills a file system that could not be made with its content, through a mount that nobody else sees.
    static func fill(_ device: String, type: String, from content: String, at folder: String, until deadline: Stamp)
        async throws
    {
        guard type == "xfs" else { return }
        try Files.makeDirectory(folder)
        let script = #"mount -t "$1" "$2" "$3" && { cp -a "$4/." "$3"; code=$?; umount "$3" && exit $code; }"#
        try await run(
            [
                program("unshare") ?? "unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", script, "fill",
                type, device, folder, content,
            ], until: deadline)
        try Files.removeDirectory(folder)
    }

    /// Puts an image behind a loop device; its name.
    static func attach(_ image: String, until deadline: Stamp) async throws -> String {
        let said = try await run([program("losetup") ?? "losetup", "--find", "--show", image], until: deadline)
        let path = said.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        guard path.hasPrefix("/dev/loop") else {
            throw InfrastructureFailure(
                doing: "putting behind a loop device", to: image, why: "losetup said \(String(reflecting: path))")
        }
        return String(path.dropFirst("/dev/".count))
    }

    /// Runs a tool of the host to its end; what it said on stdout.
    ///
    /// - Throws: An `InfrastructureFailure` unless it exits with 0.
    @discardableResult
    static func run(_ arguments: [String], stdin: [UInt8] = [], until deadline: Stamp) async throws -> String {
        let now = Stamp.now
        let left = Duration.nanoseconds(Int64(clamping: deadline.nanoseconds(since: now)))
        let record = await Program(purpose: "tool", arguments: arguments, stdin: stdin).run(within: left)
        guard record.end == .exited(0) else {
            throw InfrastructureFailure(
                doing: "running", to: arguments.joined(separator: " "),
                why: "it ended with \(record.end.words): \(record.stderr.oneLine)")
        }
        return String(decoding: record.stdout.bytes, as: UTF8.self)
    }
}
