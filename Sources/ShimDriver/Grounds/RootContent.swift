import Drivers
import Glibc
import Host
import Linux
import OCI
import Recordings
import Scenarios

/// What a root file system holds.
enum RootContent {
    /// Puts content into an empty folder; beside what is asked for the probe is there too, unless something has its name.
    ///
    /// - Parameter isMapped: Whether it is handed over to a user namespace.
    static func put(
        _ content: RootfsSpec.Content, into folder: String, _ setting: TrialSetting, isMapped: Bool,
        until deadline: Stamp
    ) async throws {
        switch content {
        case .probe, .missing: break
        case .folder(let source):
            try await BlockImage.run(
                [BlockImage.program("cp") ?? "cp", "-a", "\(source)/.", folder], until: deadline)
        case .image(let layout, let tag):
            for layer in try ImageLayout.read(layout, tag: tag).layers {
                try await ImageUnpacking.unpack(layer, into: folder, until: deadline)
            }
        }
        let probe = "\(folder)/probe"
        // A link would hand the trials' one probe over; a copy also where the file systems differ.
        if !Files.exists(probe), isMapped || link(setting.probe, probe) != 0 {
            try Files.copy(setting.probe, to: probe, mode: 0o755)
        }
        if isMapped { try OwnerShift.shift(folder, by: Spec.firstMapped) }
    }
}

/// Puts the layers of an image into a folder, one on the other, by the host's `tar`.
///
/// What an image holds is hostile. GNU tar itself refuses names that lead out of the folder, and makes links that do so
/// last; what it would follow is a link that an *earlier* layer left. So before each layer every name's folders are
/// looked at.
enum ImageUnpacking {
    /// More than any image of use in a test has.
    static let mostBytes: Int64 = 1 << 30

    static func unpack(_ layer: ImageLayout.Layer, into folder: String, until deadline: Stamp) async throws {
        let type = layer.mediaType
        guard layer.size <= mostBytes else {
            throw refusal(layer, "it has \(layer.size) bytes, more than \(mostBytes)")
        }
        guard
            type.hasSuffix(".tar") || type.hasSuffix("+gzip") || type.hasSuffix(".tar.gzip") || type.hasSuffix("+zstd")
        else { throw refusal(layer, "nothing is known of layers of type \(String(reflecting: type))") }
        let tar = BlockImage.program("tar") ?? "tar"
        let listed = try await BlockImage.run(
            [tar, "--list", "--quoting-style=escape", "--file", layer.path], until: deadline)
        guard listed.utf8.count < Program.outputLimit else { throw refusal(layer, "it has too many names") }
        let names = listed.split(separator: "\n").map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : String($0) }
        for name in names { try check(name, in: folder, layer) }
        try await BlockImage.run(
            [
                tar, "--extract", "--numeric-owner", "--preserve-permissions", "--same-owner",
                "--directory", folder, "--file", layer.path,
            ], until: deadline)
        for name in names { whiteOut(name, in: folder) }
    }

    /// Refuses a name that leads out of the folder, by itself or through a link of a layer below.
    private static func check(_ name: String, in folder: String, _ layer: ImageLayout.Layer) throws {
        let parts = name.split(separator: "/", omittingEmptySubsequences: true)
        guard !name.hasPrefix("/"), !parts.contains("..") else {
            throw refusal(layer, "its name \(String(reflecting: name)) leads out of the root")
        }
        var path = folder
        for part in parts.dropLast() {
            path += "/\(part)"
            var found = stat()
            guard lstat(path, &found) == 0 else { return }
            guard found.st_mode & S_IFMT != S_IFLNK else {
                throw refusal(layer, "its name \(String(reflecting: name)) goes through a link")
            }
        }
    }

    /// Removes what a layer says that it removes: `.wh.NAME` stands for NAME (OCI image layer, "Whiteouts").
    private static func whiteOut(_ name: String, in folder: String) {
        guard let slash = name.lastIndex(of: "/").map({ name.index(after: $0) }) ?? Optional(name.startIndex),
            name[slash...].hasPrefix(".wh."), name[slash...].count > 4
        else { return }
        let parent = "\(folder)/\(name[..<slash])"
        let removed = String(name[slash...].dropFirst(4))
        _ = try? Files.remove("\(parent)\(name[slash...])")
        // `.wh..wh..opq` hides all that was there before; what the layer itself brings can't be told from it here.
        guard removed != ".wh..opq", removed != "..", removed != "." else { return }
        _ = Files.removeTree("\(parent)\(removed)")
    }

    private static func refusal(_ layer: ImageLayout.Layer, _ why: String) -> InfrastructureFailure {
        InfrastructureFailure(doing: "unpacking the layer", to: layer.path, why: why)
    }
}
