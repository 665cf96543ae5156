/// The cgroup of a container, from the root of every hierarchy.
///
/// Absolute by construction: a relative one is put below the caller's own cgroup, which differs between hierarchies.
package struct CgroupsPath: Sendable, Hashable {
    /// Begins with a slash and has no empty part, no `.`, no `..`.
    package let text: String

    package init(_ text: String) throws(OCIError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard text.hasPrefix("/"), !parts.isEmpty, text.utf8.count <= 4096 else {
            throw OCIError(.cgroupsPath(text, "it must be absolute and name a group, at most 4096 bytes long"))
        }
        for part in parts {
            guard !part.isEmpty, part != ".", part != "..", part.utf8.count <= 255, !part.utf8.contains(0) else {
                throw OCIError(.cgroupsPath(text, "each part must be a name of at most 255 bytes, not . or .."))
            }
        }
        self.text = text
    }
}

extension CgroupsPath: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(String(from: decoder))
    }

    package func encode(to encoder: any Encoder) throws {
        try text.encode(to: encoder)
    }
}
