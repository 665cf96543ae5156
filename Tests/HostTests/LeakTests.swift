import Glibc
import Linux
import Recordings
import Testing

@testable import Host

/// Real things are left behind; each is found, with its kind and identity, and removed; nothing else is.
@Suite(.enabled(if: isRoot)) struct LeakTests {
    private func changes(_ scope: TrialScope, _ leave: () async throws -> Void) async throws -> HostChanges {
        // Without the host's own nodes, which a trial of someone else's can change now, and a removal would put back.
        let before = try HostSnapshot.take(scope, rightsOf: [])
        try await leave()
        return before.changes(to: try HostSnapshot.take(scope, knowing: before, rightsOf: []), scope)
    }

    /// Removes what was left, and looks whether a third snapshot is like the first.
    private func remove(_ changes: HostChanges, _ scope: TrialScope) async throws {
        #expect(try await changes.removeLeft(scope, by: .after(.seconds(10))).isEmpty)
    }

    @Test func aProcessInTheTrialsCgroup() async throws {
        let scratch = try Scratch()
        let cgroup = try scratch.cgroup()
        try cgroup.make()
        let scope = TrialScope(nonce: scratch.nonce, cgroup: cgroup.path)
        var started: SpawnedProcess?
        let found = try await changes(scope) {
            started = try await sleeper(cgroup.contain)
        }
        let process = try #require(started)
        let left = found.difference(at: "before-clean").left
        #expect(left.map(\.kind) == [.process])
        #expect(left.first?.identity == "sleep")
        #expect(left.first?.detail == "pid \(process.pid), state S: /usr/bin/sleep 300")
        try await remove(found, scope)
        #expect(try await process.exit(within: .seconds(20))?.status == .signalled(SIGKILL, core: false))
        #expect(try await cgroup.remove(by: .after(.seconds(10))).isEmpty)
    }

    @Test func aProcessWithTheNonceAndItsChild() async throws {
        let scratch = try Scratch()
        let scope = TrialScope(nonce: scratch.nonce)
        var started: SpawnedProcess?
        let found = try await changes(scope) {
            let ready = "\(scratch.folder)/ready"
            started = try shell("sleep 299 & touch \(ready); wait; : \(scratch.nonce)")
            _ = try await eventually { access(ready, F_OK) == 0 }
        }
        #expect(found.left.map(\.object.residue.identity).sorted() == ["sh", "sleep"])
        try await remove(found, scope)
        _ = try await started?.exit()
    }

    @Test func aMountInANamespaceOfItsOwn() async throws {
        let scratch = try Scratch()
        let scope = TrialScope(nonce: scratch.nonce)
        let target = "\(scratch.folder)/m"
        try Files.makeDirectory(target)
        var started: SpawnedProcess?
        let found = try await changes(scope) {
            started = try await sleeper {
                $0.environment = ["KUMITE_RUN=\(scratch.nonce)"]
                $0.mounts = [.memory(at: target)]
            }
        }
        let left = found.difference(at: "before-clean").left
        #expect(left.map(\.kind) == [.mount, .process])
        #expect(left.first?.identity == target)
        #expect(left.first?.detail == "tmpfs tmpfs /, in the namespace of sleep")
        try await remove(found, scope)
        _ = try await started?.exit()
    }

    @Test func aNetworkNamespaceThatAProcessHolds() async throws {
        let scratch = try Scratch()
        let scope = TrialScope(nonce: scratch.nonce)
        var started: SpawnedProcess?
        let found = try await changes(scope) {
            started = try await sleeper {
                $0.environment = ["KUMITE_RUN=\(scratch.nonce)"]
                $0.newNetwork = true
            }
        }
        #expect(found.left.map(\.object.kind) == [.namespace, .process])
        #expect(found.left.first?.object.residue.identity == "net of sleep")
        try await remove(found, scope)
        _ = try await started?.exit()
    }

    @Test func aMountInTheOwnNamespace() async throws {
        let scratch = try Scratch()
        let scope = TrialScope(nonce: scratch.nonce, folders: [scratch.folder])
        let target = "\(scratch.folder)/m"
        try Files.makeDirectory(target)
        let found = try await changes(scope) {
            try Mounts.mount(type: "tmpfs", source: "t", target: target)
            try Files.makeDirectory("\(target)/inner")
            try Mounts.mount(type: "tmpfs", source: "t", target: "\(target)/inner")
        }
        #expect(found.left.map(\.object.residue.identity) == [target, "\(target)/inner"])
        try await remove(found, scope)
        #expect(!(try MountTable(of: 0)).entries.contains { $0.target.isAtOrBelow(target) })
    }

    @Test func aCgroup() async throws {
        let scratch = try Scratch()
        let cgroup = try scratch.cgroup()
        try cgroup.make()
        let scope = TrialScope(nonce: scratch.nonce, cgroup: cgroup.path)
        let inner = try TrialCgroup(path: cgroup.path + "/container", layout: .current())
        let found = try await changes(scope) { try inner.make() }
        let left = found.difference(at: "before-clean").left
        #expect(left.map(\.kind) == [.cgroup, .cgroup])
        #expect(left.map(\.identity) == [inner.path, inner.ownPath])
        try await remove(found, scope)
        #expect(access(cgroup.hierarchies[0].folder(of: inner.path), F_OK) != 0)
        #expect(access(cgroup.hierarchies[0].folder(of: cgroup.path), F_OK) == 0)
        #expect(try await cgroup.remove(by: .after(.seconds(10))).isEmpty)
    }

    @Test func aSocketAFifoAFileAndAFolder() async throws {
        let scratch = try Scratch()
        let folder = "/run/kumite/\(scratch.nonce)-0"
        let scope = TrialScope(nonce: scratch.nonce, folders: [folder])
        let found = try await changes(scope) {
            _ = try UnixSocket.listen(.path("\(folder)/s"))
            try Fifo.make("\(folder)/f")
            try Files.makeDirectory("\(folder)/d")
            _ = try Files.open("\(folder)/d/inner", O_WRONLY | O_CREAT)
        }
        let left = found.difference(at: "before-clean").left
        #expect(left.map(\.kind) == [.fifo, .file, .socket])
        #expect(left.map(\.identity) == ["\(folder)/f", "\(folder)/d", "\(folder)/s"])
        try await remove(found, scope)
        for name in ["s", "f", "d"] { #expect(access("\(folder)/\(name)", F_OK) != 0) }
        #expect(access(folder, F_OK) == 0)
    }

    /// A shim whose `start` never told its address: only its process is known to be the trial's.
    @Test func theSocketOfAShimThatTheTrialWasNotToldOf() async throws {
        let scratch = try Scratch()
        let scope = TrialScope(nonce: scratch.nonce)
        let path = "/run/containerd/s/" + String(UInt64.random(in: 0..<1 << 60), radix: 16)
        try Files.makeDirectories("/run/containerd/s", mode: 0o711)
        defer { _ = unlink(path) }
        var started: SpawnedProcess?
        let found = try await changes(scope) {
            let socket = try UnixSocket.listen(.path(path))
            started = try await sleeper {
                $0.environment = ["KUMITE_RUN=\(scratch.nonce)"]
                $0.descriptors = [3: socket]
            }
        }
        #expect(found.left.filter(\.isOwned).map(\.object.residue.kind) == [.process])
        try await remove(found, scope)
        #expect(!Files.exists(path))
        _ = try await started?.exit()
    }

    /// The kernel's table goes on naming a socket as it was bound.
    @Test func aSocketWhoseNameSomebodyElseTook() async throws {
        let scratch = try Scratch()
        let scope = TrialScope(nonce: scratch.nonce)
        let path = "/run/containerd/s/" + String(UInt64.random(in: 0..<1 << 60), radix: 16)
        try Files.makeDirectories("/run/containerd/s", mode: 0o711)
        defer { for name in [path, path + ".old"] { _ = unlink(name) } }
        var started: SpawnedProcess?
        var other: Descriptor?
        let found = try await changes(scope) {
            let socket = try UnixSocket.listen(.path(path))
            started = try await sleeper {
                $0.environment = ["KUMITE_RUN=\(scratch.nonce)"]
                $0.descriptors = [3: socket]
            }
            #expect(rename(path, path + ".old") == 0)
            other = try UnixSocket.listen(.path(path))
        }
        try await remove(found, scope)
        #expect(Files.exists(path))
        other?.close()
        _ = try await started?.exit()
    }

    @Test func aFileInMemory() async throws {
        let scratch = try Scratch()
        let path = "/dev/shm/\(scratch.nonce)"
        let scope = TrialScope(nonce: scratch.nonce)
        let found = try await changes(scope) { _ = try Files.open(path, O_WRONLY | O_CREAT) }
        #expect(found.left.map(\.object.residue.identity) == [path])
        try await remove(found, scope)
        #expect(access(path, F_OK) != 0)
    }

    /// A shim that doesn't reap: the shell becomes a sleep, and its child stays a zombie.
    @Test func aZombie() async throws {
        let scratch = try Scratch()
        let scope = TrialScope(nonce: scratch.nonce)
        var started: SpawnedProcess?
        let found = try await changes(scope) {
            started = try shell("true & exec sleep 298") { $0.environment.append("KUMITE_RUN=\(scratch.nonce)") }
            let pid = try #require(started).pid
            _ = try await eventually { try ProcessTable.read().children(of: pid).contains(where: \.hasEnded) }
        }
        #expect(found.left.map(\.object.kind) == [.process, .zombie])
        #expect(found.left.last?.object.residue.detail.hasSuffix("child of sleep") == true)
        try await remove(found, scope)
        _ = try await started?.exit()
    }

    /// An anonymous network namespace whose process has gone, held by a bind mount of its file.
    @Test func aNetworkNamespaceHeldByAMount() async throws {
        let scratch = try Scratch()
        let scope = TrialScope(nonce: scratch.nonce, folders: [scratch.folder])
        let target = "\(scratch.folder)/net"
        let found = try await changes(scope) {
            _ = try Files.open(target, O_WRONLY | O_CREAT)
            let process = try await sleeper { $0.newNetwork = true }
            try Mounts.mount(
                type: "", source: "/proc/\(process.pid)/ns/net", target: target, flags: .bind)
            try process.send(SIGKILL)
            _ = try await process.exit()
        }
        #expect(found.left.map(\.object.residue.kind) == [.mount, .namespace])
        #expect(found.left.map(\.object.residue.identity) == [target, "net of \(target)"])
        try await remove(found, scope)
        #expect(!(try MountTable(of: 0)).entries.contains { $0.target == target })
    }

    /// What belongs to another trial isn't told, and surely not removed.
    @Test func anothersThingsAreLeftAlone() async throws {
        let scratch = try Scratch()
        let other = try Scratch()
        let scope = TrialScope(nonce: scratch.nonce)
        let fifo = "/run/kumite/\(other.nonce)-0/f"
        var started: SpawnedProcess?
        let found = try await changes(scope) {
            started = try await sleeper { $0.environment = ["KUMITE_RUN=\(other.nonce)"] }
            try Fifo.make(fifo)
        }
        #expect(found.isEmpty)
        try await remove(found, scope)
        #expect(access(fifo, F_OK) == 0)
        let process = try #require(started)
        #expect(process.exitSoFar == nil)
        try process.send(SIGKILL)
        _ = try await process.exit()
    }

    /// Between the snapshot and the removal a name can become another thing's.
    @Test func whatTookThePlaceIsKept() async throws {
        let scratch = try Scratch()
        let path = "/run/kumite/\(scratch.nonce)-0/f"
        let scope = TrialScope(nonce: scratch.nonce)
        let found = try await changes(scope) { try Fifo.make(path) }
        try Files.remove(path)
        _ = try Files.open(path, O_WRONLY | O_CREAT)
        let unremoved = try await found.removeLeft(scope, by: .after(.seconds(1)))
        #expect(unremoved.map(\.why) == ["another file has taken its place"])
        #expect(access(path, F_OK) == 0)
    }

    /// A link in the path's middle must not lead the removal elsewhere.
    @Test func noLinkIsFollowed() async throws {
        let scratch = try Scratch()
        try Files.makeDirectory("\(scratch.folder)/real")
        _ = try Files.open("\(scratch.folder)/real/f", O_WRONLY | O_CREAT)
        #expect(symlink("\(scratch.folder)/real", "\(scratch.folder)/link") == 0)
        var found = stat()
        #expect(lstat("\(scratch.folder)/real/f", &found) == 0)
        let entry = FileEntry(kind: .file, inode: UInt64(found.st_ino))
        #expect(FileRemoval.remove("\(scratch.folder)/link/f", entry) != nil)
        #expect(access("\(scratch.folder)/real/f", F_OK) == 0)
        #expect(FileRemoval.remove("\(scratch.folder)/real/f", entry) == nil)
        #expect(access("\(scratch.folder)/real/f", F_OK) != 0)
    }
}
