/// One entry of an image's layer, as its archive tells it.
package struct LayerEntry: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case file, folder
        /// A symbolic link; where it leads is data, and is never followed.
        case link(target: String)
        /// Another name of what an earlier entry, or a layer below, has put at `target`.
        case hardLink(target: String)
        /// What no layer that is unpacked here may hold, in words: `a device node`.
        case refused(String)
    }

    /// As it stands in the archive: `./etc/passwd`.
    package var name: String
    package var kind: Kind
    /// Bytes of content that follow.
    package var size: Int64
    /// The permission bits.
    package var mode: UInt32
    package var uid: UInt32
    package var gid: UInt32
    /// Seconds since 1970.
    package var modified: Int64

    package init(
        name: String, kind: Kind, size: Int64 = 0, mode: UInt32 = 0o644, uid: UInt32 = 0, gid: UInt32 = 0,
        modified: Int64 = 0
    ) {
        self.name = name
        self.kind = kind
        self.size = size
        self.mode = mode
        self.uid = uid
        self.gid = gid
        self.modified = modified
    }

    /// The parts of the path in the root file system; empty for the root itself.
    ///
    /// - Throws: An `OCIError` when it leads out of the root, or is longer than any path.
    package func parts() throws(OCIError) -> [String] { try Self.parts(of: name, "its name") }

    /// The parts of a hard link's target; nil for what is none.
    package func targetParts() throws(OCIError) -> [String]? {
        guard case .hardLink(let target) = kind else { return nil }
        return try Self.parts(of: target, "the hard link \(Self.shown(name)) to")
    }

    /// What the layer says with it about the layers below, instead of bringing something.
    package func whiteout() throws(OCIError) -> Whiteout? {
        let parts = try parts()
        guard let last = parts.last, last.hasPrefix(".wh.") else { return nil }
        let folder = Array(parts.dropLast())
        if last == ".wh..wh..opq" { return .opaque(folder) }
        let removed = String(last.dropFirst(4))
        guard !removed.isEmpty, removed != ".", removed != ".." else {
            throw OCIError(.layer("its whiteout \(Self.shown(name)) names nothing"))
        }
        return .removed(folder + [removed])
    }

    /// What a layer takes away of those below (OCI image layer, "Whiteouts").
    package enum Whiteout: Sendable, Hashable {
        /// One thing.
        case removed([String])
        /// All that the layers below have in a folder.
        case opaque([String])
    }

    private static func parts(of path: String, _ what: String) throws(OCIError) -> [String] {
        guard !path.hasPrefix("/") else { throw OCIError(.layer("\(what) \(shown(path)) is absolute")) }
        let parts = path.split(separator: "/").filter { $0 != "." }.map(String.init)
        guard !parts.contains("..") else {
            throw OCIError(.layer("\(what) \(shown(path)) leads out of the root"))
        }
        // The kernel's own limits (limits.h, PATH_MAX and NAME_MAX).
        guard path.utf8.count < 4096, parts.allSatisfy({ $0.utf8.count < 256 }) else {
            throw OCIError(.layer("\(what) \(shown(path)) is longer than any path"))
        }
        return parts
    }

    static func shown(_ text: String) -> String { String(reflecting: String(text.prefix(100))) }
}
