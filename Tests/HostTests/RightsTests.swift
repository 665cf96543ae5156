import Glibc
import Linux
import Recordings
import Testing

@testable import Host

/// Owners and modes of the host's device nodes and folders; only of files that the tests make, never the host's own.
@Suite struct RightsTests {
    private static let scope = TrialScope(nonce: "nonce-123")

    private static func rights(
        _ owner: UInt32 = 0, _ group: UInt32 = 0, _ mode: UInt32 = 0o666, inode: UInt64 = 5, kind: FileKind = .device
    ) -> FileRights {
        FileRights(
            identity: FileIdentity(device: 1, inode: inode), kind: kind, owner: owner, group: group, mode: mode)
    }

    private static func snapshot(_ rights: FileRights?) -> HostSnapshot {
        HostSnapshot(rights: HostRights(byPath: rights.map { ["/dev/null": $0] } ?? [:]))
    }

    /// A row of the pure difference: what was, what is, and what is told of it; nil for nothing.
    struct Row: Sendable {
        var before: FileRights?
        var after: FileRights?
        var detail: String?
    }

    @Test(arguments: [
        Row(before: rights(), after: rights(), detail: nil),
        Row(before: rights(), after: rights(4, 5), detail: "owner 0:0 → 4:5"),
        Row(before: rights(), after: rights(0, 5), detail: "owner 0:0 → 0:5"),
        Row(before: rights(), after: rights(0, 0, 0o600), detail: "mode 0666 → 0600"),
        Row(before: rights(), after: rights(0, 0, 0o1777), detail: "mode 0666 → 1777"),
        Row(before: rights(), after: rights(4, 5, 0), detail: "owner 0:0 → 4:5, mode 0666 → 0000"),
        Row(before: rights(), after: rights(inode: 6, kind: .file), detail: "device → file"),
        Row(before: rights(), after: rights(inode: 6), detail: "replaced"),
        Row(before: rights(), after: nil, detail: "gone"),
        // A module was loaded.
        Row(before: nil, after: rights(4, 5), detail: nil),
        // Another lane put it back.
        Row(before: rights(4, 5), after: rights(), detail: nil),
        Row(before: rights(4, 5), after: rights(6, 6), detail: "owner 4:5 → 6:6"),
    ])
    func difference(_ row: Row) {
        let changes = Self.snapshot(row.before).changes(to: Self.snapshot(row.after), Self.scope)
        let told = changes.withoutOthers().difference(at: "before-clean")
        #expect(told.left.isEmpty && told.gone.isEmpty)
        #expect(told.changed == row.detail.map { [Residue(kind: .file, identity: "/dev/null", detail: $0)] } ?? [])
        #expect(changes.isEmpty == (row.detail == nil))
    }

    /// A lane that began while another's trial had changed something takes what was put back for how it is to be.
    @Test func whatWasPutBackIsHowItIsToBe() {
        let first = HostRights(byPath: ["/dev/null": Self.rights(4, 5), "/dev/zero": Self.rights()])
        let now = HostRights(
            byPath: ["/dev/null": Self.rights(), "/dev/zero": Self.rights(4, 5), "/dev/kvm": Self.rights(0, 7)])
        let repaired = first.repaired(by: now)
        #expect(
            repaired.byPath == [
                "/dev/null": Self.rights(), "/dev/zero": Self.rights(), "/dev/kvm": Self.rights(0, 7),
            ])
        #expect(repaired.changes(to: now).map(\.path) == ["/dev/zero"])
    }

    @Test func theHostsOwnNodesAreLookedAt() {
        let null = HostRights.look().byPath["/dev/null"]
        #expect(null?.kind == .device)
        #expect(HostRights.look().byPath["/tmp"]?.kind == .folder)
        #expect(HostRights.look(at: ["/dev/no-such-node"]).byPath.isEmpty)
    }

    /// Real files change, are told, and have their owners and modes back.
    @Test(.enabled(if: isRoot)) func changedAndPutBack() async throws {
        let scratch = try Scratch()
        let (node, folder) = ("\(scratch.folder)/null", "\(scratch.folder)/shm")
        try Files.write(node, [], mode: 0o644)
        #expect(chmod(node, 0o4755) == 0)
        try Files.makeDirectory(folder, mode: 0o700)
        func look() throws -> HostSnapshot { try HostSnapshot.take(Self.scope, rightsOf: [node, folder]) }
        let before = try look()
        #expect(before.changes(to: try look(), Self.scope).changed.isEmpty)
        #expect(chown(node, 4, 5) == 0 && chmod(folder, 0o777) == 0)
        let found = before.changes(to: try look(), Self.scope)
        #expect(
            found.difference(at: "before-clean").changed == [
                // The kernel takes the set-user bit away with the owner.
                Residue(kind: .file, identity: node, detail: "owner 0:0 → 4:5, mode 4755 → 0755"),
                Residue(kind: .file, identity: folder, detail: "mode 0700 → 0777"),
            ])
        #expect(try await found.removeLeft(Self.scope, by: .after(.seconds(10))).isEmpty)
        #expect(try look().rights == before.rights)
        // Again: there is nothing to do.
        #expect(try await found.removeLeft(Self.scope, by: .after(.seconds(10))).isEmpty)
    }

    /// What took a node's place is told, and not touched.
    @Test(.enabled(if: isRoot)) func whatTookThePlaceIsKept() async throws {
        let scratch = try Scratch()
        let node = "\(scratch.folder)/null"
        try Files.write(node, [], mode: 0o666)
        let before = try HostSnapshot.take(Self.scope, rightsOf: [node])
        // Beside it first: a file system may use the number of a removed one again.
        try Files.makeDirectory("\(node).new", mode: 0o700)
        try Files.remove(node)
        #expect(rename("\(node).new", node) == 0)
        let found = before.changes(to: try HostSnapshot.take(Self.scope, rightsOf: [node]), Self.scope)
        let unremoved = try await found.removeLeft(Self.scope, by: .after(.seconds(10)))
        #expect(unremoved.map(\.residue.identity) == [node])
        #expect(unremoved.map(\.why) == ["its owner and mode were not put back: another file has taken its place"])
        #expect(FileRights.of(node)?.mode == 0o700)
    }
}
