import Linux
import Recordings
import Testing

@testable import Host

extension HostSnapshot {
    /// A snapshot of few names, so that two of them often share some.
    static func random(_ random: inout SeededGenerator) -> HostSnapshot {
        func pick(_ count: Int) -> [Int] { (0..<count).filter { _ in Bool.random(using: &random) } }
        let v2 = CgroupHierarchy(version: .v2, point: "/c")
        var snapshot = HostSnapshot(ownNamespace: 1)
        for n in pick(6) {
            let process = HostProcess(
                identity: ProcessIdentity(pid: Int32(100 + n), startTicks: UInt64(n)),
                parent: Int32([1, 50, 99 + n].randomElement(using: &random) ?? 1),
                state: ["S", "Z", "R"].randomElement(using: &random) ?? "S", name: "p\(n)",
                details: .init(arguments: Bool.random(using: &random) ? "x nonce-123 y" : "x"))
            snapshot.processes[process.identity] = process
        }
        snapshot.cgroups = Set(pick(5).map { CgroupName(hierarchy: v2, path: "/g\($0)") })
        snapshot.links = Set(pick(4).map { "eth\($0)" })
        snapshot.queues = Set(pick(4).map { QueueName(link: "eth\($0)", what: "fq at root") })
        snapshot.namedNamespaces = Set(pick(3).map { "ns\($0)" })
        for n in pick(5) { snapshot.files["/run/f\(n)"] = FileEntry(kind: .socket, inode: UInt64(n)) }
        for n in pick(3) { snapshot.devices["loop\(n)"] = "/img\(n)" }
        snapshot.mounts[1] = MountTable(short: pick(5).map { "\($0) 0 /m\($0) tmpfs t rw" }).entries
        return snapshot
    }
}

@Suite struct DifferenceTests {
    static let alone = TrialScope(nonce: "nonce-123", cgroup: "/g1", isAlone: true, ignoring: [])

    @Test(arguments: 0..<40 as Range<UInt64>)
    func aSnapshotDoesNotDifferFromItself(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let snapshot = HostSnapshot.random(&random)
        #expect(snapshot.changes(to: snapshot, Self.alone).isEmpty)
    }

    @Test func theHostDoesNotDifferFromItself() throws {
        let scope = TrialScope(nonce: "no-such-nonce", isAlone: true)
        let snapshot = try HostSnapshot.take(scope)
        #expect(snapshot.changes(to: snapshot, scope).isEmpty)
        #expect(!snapshot.processes.isEmpty && !snapshot.links.isEmpty && !snapshot.files.isEmpty)
    }

    /// What one direction left, the other direction has gone; processes are never gone.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func leftOneWayIsGoneTheOther(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let (one, other) = (HostSnapshot.random(&random), HostSnapshot.random(&random))
        let forth = one.changes(to: other, Self.alone)
        let back = other.changes(to: one, Self.alone)
        let living: (HostChanges.Change) -> Bool = { ![.process, .zombie, .namespace].contains($0.object.kind) }
        #expect(forth.left.filter(living).map(\.object.residue) == back.gone.filter(living).map(\.object.residue))
    }

    /// With less that is owned or compared, nothing new shows up.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func besideOthersOnlyTheTrialsOwnIsLeft(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let (one, other) = (HostSnapshot.random(&random), HostSnapshot.random(&random))
        var beside = Self.alone
        beside.isAlone = false
        let all = one.changes(to: other, Self.alone)
        let own = one.changes(to: other, beside)
        #expect(own.left == all.left.filter(\.isOwned))
        #expect(own.gone == all.gone.filter(\.isOwned))
    }

    /// What is left after two trials is what is left after the first and after the second.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func differencesAddUp(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let before = HostSnapshot.random(&random)
        var middle = before
        middle.links.formUnion(HostSnapshot.random(&random).links)
        middle.cgroups.formUnion(HostSnapshot.random(&random).cgroups)
        middle.devices.merge(HostSnapshot.random(&random).devices) { one, _ in one }
        var after = middle
        after.links.formUnion(HostSnapshot.random(&random).links)
        after.cgroups.formUnion(HostSnapshot.random(&random).cgroups)
        after.devices.merge(HostSnapshot.random(&random).devices) { one, _ in one }
        let parts = before.changes(to: middle, Self.alone).left + middle.changes(to: after, Self.alone).left
        #expect(Set(parts) == Set(before.changes(to: after, Self.alone).left))
    }

    /// By what a process is the trial's.
    @Test(
        arguments: [
            ("nonce in its arguments", 1, "shim -id abcdef-main", "/", nil, true),
            ("cgroup", 1, "x", "/kumite-r/1/t/self", nil, true),
            ("a neighbour's cgroup", 1, "x", "/kumite-r/1/t2", nil, false),
            ("the lane's child", 50, "x", "/", nil, true),
            ("run in its environment", 1, "x", "/", "abcdef", true),
            ("nobody's", 1, "x", "/", "other", false),
        ] as [(String, Int32, String, String, String?, Bool)])
    func attribution(
        _ what: String, parent: Int32, arguments: String, cgroup: String, run: String?, isOurs: Bool
    ) {
        let scope = TrialScope(nonce: "abcdef", cgroup: "/kumite-r/1/t", lane: 50, isAlone: true)
        let process = HostProcess(
            identity: ProcessIdentity(pid: 77, startTicks: 1), parent: parent, name: "p",
            details: .init(arguments: arguments, cgroups: ProcessCgroups(byHierarchy: ["v2": cgroup]), run: run))
        let child = HostProcess(identity: ProcessIdentity(pid: 78, startTicks: 1), parent: 77, name: "child")
        var after = HostSnapshot()
        after.processes = [process.identity: process, child.identity: child]
        let left = HostSnapshot().changes(to: after, scope).left.map(\.object.residue.identity)
        #expect(left == (isOurs ? ["child", "p"] : []), "\(what)")
    }

    /// What runs in a guest is none of the contender's, whatever it carries, and its zombies neither.
    @Test func guests() {
        let scope = TrialScope(nonce: "abcdef", cgroup: "/kumite-r/1/t", lane: 50, guests: [70])
        func process(_ pid: Int32, _ parent: Int32, _ arguments: String, _ state: Character = "S") -> HostProcess {
            HostProcess(
                identity: ProcessIdentity(pid: pid, startTicks: 1), parent: parent, state: state, name: "p\(pid)",
                details: .init(
                    arguments: arguments, cgroups: ProcessCgroups(byHierarchy: ["v2": "/kumite-r/1/t/x"]), run: nil))
        }
        var after = HostSnapshot()
        for one in [
            process(60, 50, "shim"), process(70, 50, "standin"), process(71, 70, "x abcdef"), process(72, 71, "y"),
            process(73, 70, "", "Z"),
        ] { after.processes[one.identity] = one }
        #expect(HostSnapshot().changes(to: after, scope).left.map(\.object.residue.identity) == ["p60"])
    }

    /// A zombie counts only under a living parent of the trial's: PID 1 of this kind of host reaps after 1.5 s.
    @Test(arguments: [(1, false), (50, false), (77, true), (79, false)] as [(Int32, Bool)])
    func zombies(parent: Int32, counts: Bool) {
        let scope = TrialScope(nonce: "abcdef", lane: 50, pids: [78])
        func process(_ pid: Int32, _ parent: Int32, _ state: Character) -> (ProcessIdentity, HostProcess) {
            let identity = ProcessIdentity(pid: pid, startTicks: 1)
            return (identity, HostProcess(identity: identity, parent: parent, state: state, name: "p\(pid)"))
        }
        var after = HostSnapshot()
        after.processes = Dictionary(
            uniqueKeysWithValues: [process(77, 50, "S"), process(79, 50, "Z"), process(78, parent, "Z")])
        let zombies = HostSnapshot().changes(to: after, scope).left.filter { $0.object.kind == .zombie }
        #expect(zombies.map(\.object.residue.identity) == (counts ? ["p78"] : []))
    }

    /// Rules speak of what nobody owns, never of what is the trial's.
    @Test func ignoring() {
        var after = HostSnapshot()
        after.files = [
            "/run/xtables.lock": FileEntry(kind: .file, inode: 1),
            "/run/kumite/other/s": FileEntry(kind: .socket, inode: 2),
            "/run/kumite/mine/s": FileEntry(kind: .socket, inode: 3), "/run/new": FileEntry(kind: .fifo, inode: 4),
        ]
        let scope = TrialScope(nonce: "abcdef", folders: ["/run/kumite/mine"], isAlone: true)
        let left = HostSnapshot().changes(to: after, scope).left
        #expect(left.map(\.object.residue.identity) == ["/run/new", "/run/kumite/mine/s"])
        #expect(left.map(\.isOwned) == [false, true])
        #expect(IgnoreRule.standard.allSatisfy { !$0.reason.isEmpty })
    }

    /// A new folder stands for its files, but a socket in it is told.
    @Test func aNewFolderStandsForItsFiles() {
        var after = HostSnapshot()
        after.files = [
            "/run/a": FileEntry(kind: .folder, inode: 1), "/run/a/b": FileEntry(kind: .folder, inode: 2),
            "/run/a/b/state.json": FileEntry(kind: .file, inode: 3), "/run/a/b/s": FileEntry(kind: .socket, inode: 4),
        ]
        let left = HostSnapshot().changes(to: after, Self.alone).left
        #expect(left.map(\.object.residue.identity) == ["/run/a", "/run/a/b/s"])
    }

    /// A file that was replaced is left; a mount stacked on an equal one too.
    @Test func equalNamesAreNotTheSameThing() {
        var before = HostSnapshot(ownNamespace: 1)
        before.files["/run/s"] = FileEntry(kind: .socket, inode: 1)
        before.mounts[1] = MountTable(short: ["1 0 /m tmpfs t rw / 0:9"]).entries
        var after = before
        after.files["/run/s"] = FileEntry(kind: .socket, inode: 2)
        after.mounts[1] = MountTable(short: ["1 0 /m tmpfs t rw / 0:9", "2 1 /m tmpfs t rw / 0:9"]).entries
        #expect(before.changes(to: after, Self.alone).left.map(\.object.kind) == [.mount, .socket])
    }

    @Test func aCgroupInManyHierarchiesIsOneResidue() {
        var after = HostSnapshot()
        for name in ["pids", "cpu"] {
            let hierarchy = CgroupHierarchy(version: .v1, point: "/\(name)", controllers: [name])
            after.cgroups.insert(CgroupName(hierarchy: hierarchy, path: "/g1/x"))
        }
        let left = HostSnapshot().changes(to: after, Self.alone).difference(at: "before-clean").left
        #expect(left == [Residue(kind: .cgroup, identity: "/g1/x", detail: "cpu pids")])
    }

    /// A queueing discipline counts on a link that stays; one that came with its link is told with it.
    @Test func queues() {
        var before = HostSnapshot()
        before.links = ["lo", "eth0"]
        var after = before
        after.links.insert("tap0")
        after.queues = [
            QueueName(link: "eth0", what: "ingress at ingress"), QueueName(link: "tap0", what: "ingress at ingress"),
        ]
        let left = before.changes(to: after, Self.alone).left.map(\.object.residue)
        #expect(
            left == [
                Residue(kind: .link, identity: "tap0"), Residue(kind: .qdisc, identity: "eth0 ingress at ingress"),
            ])
    }

    @Test func deviceMapperAndLoopDevicesAreToldApart() {
        var after = HostSnapshot()
        after.devices = ["dm-3": "pool-1", "loop1": "/img"]
        let left = HostSnapshot().changes(to: after, Self.alone).left.map(\.object.residue)
        #expect(
            left == [
                Residue(kind: .device, identity: "pool-1", detail: "dm-3"),
                Residue(kind: .loop, identity: "/img", detail: "loop1"),
            ])
    }

    /// A network namespace without a name is held by the mount of its file.
    @Test func aMountHoldsANamespace() {
        let before = HostSnapshot(ownNamespace: 1, mounts: [1: []])
        var after = before
        after.mounts[1] =
            MountTable(short: [
                "1 0 /run/x nsfs nsfs rw net:[4026532900]", "2 0 /run/netns/y nsfs nsfs rw net:[4026532901]",
                "3 0 /run/z nsfs nsfs rw mnt:[4026532902]",
            ]).entries
        let left = before.changes(to: after, Self.alone).left.map(\.object.residue)
        #expect(left.filter { $0.kind == .namespace }.map(\.identity) == ["net of /run/x"])
        #expect(left.count { $0.kind == .mount } == 3)
    }
}
