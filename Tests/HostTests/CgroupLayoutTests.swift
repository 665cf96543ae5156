import Linux
import Testing

@testable import Host

/// One mount table and what is to be seen in it.
struct LayoutCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let lines: [String]
    let kind: CgroupLayout.Kind
    /// `name@point` of each hierarchy.
    let hierarchies: [String]
}

let layoutCases = [
    LayoutCase(testDescription: "nothing mounted", lines: ["1 0 / ext4 /dev/vda rw"], kind: .none, hierarchies: []),
    LayoutCase(testDescription: "empty table", lines: [], kind: .none, hierarchies: []),
    LayoutCase(
        testDescription: "v2 only",
        lines: ["1 0 / ext4 d rw", "2 1 /sys sysfs sysfs rw", "3 2 /sys/fs/cgroup cgroup2 cgroup2 rw,nsdelegate"],
        kind: .unified, hierarchies: ["v2@/sys/fs/cgroup"]),
    LayoutCase(
        testDescription: "v1 only, with controllers together and a named one",
        lines: [
            "1 0 / ext4 d rw", "3 1 /sys/fs/cgroup tmpfs tmpfs rw",
            "4 3 /sys/fs/cgroup/cpu,cpuacct cgroup cgroup rw,cpu,cpuacct",
            "5 3 /sys/fs/cgroup/systemd cgroup systemd rw,xattr,name=systemd,release_agent=/x",
        ],
        kind: .legacy, hierarchies: ["cpu,cpuacct@/sys/fs/cgroup/cpu,cpuacct", "name=systemd@/sys/fs/cgroup/systemd"]),
    LayoutCase(
        testDescription: "hybrid",
        lines: [
            "1 0 / ext4 d rw", "3 1 /sys/fs/cgroup tmpfs tmpfs rw", "4 3 /sys/fs/cgroup/pids cgroup cgroup rw,pids",
            "5 3 /sys/fs/cgroup/unified cgroup2 cgroup2 rw",
        ],
        kind: .hybrid, hierarchies: ["pids@/sys/fs/cgroup/pids", "v2@/sys/fs/cgroup/unified"]),
    LayoutCase(
        testDescription: "v2 mounted over v1, which no path leads to any more",
        lines: [
            "1 0 / ext4 d rw", "3 1 /sys/fs/cgroup tmpfs tmpfs rw", "4 3 /sys/fs/cgroup/pids cgroup cgroup rw,pids",
            "5 3 /sys/fs/cgroup cgroup2 cgroup2 rw",
        ],
        kind: .unified, hierarchies: ["v2@/sys/fs/cgroup"]),
    LayoutCase(
        testDescription: "the same hierarchy twice counts once",
        lines: [
            "1 0 / ext4 d rw", "4 1 /a cgroup cgroup rw,pids / 0:30", "5 1 /b cgroup cgroup rw,pids / 0:30",
        ],
        kind: .legacy, hierarchies: ["pids@/a"]),
    LayoutCase(
        testDescription: "a part of a hierarchy is no place for absolute paths",
        lines: ["1 0 / ext4 d rw", "4 1 /a cgroup2 cgroup2 rw /docker/1"], kind: .none, hierarchies: []),
    LayoutCase(
        testDescription: "something mounted above everything",
        lines: ["1 0 / ext4 d rw", "2 1 /sys cgroup2 cgroup2 rw", "9 1 / tmpfs t rw"], kind: .none, hierarchies: []),
]

@Suite struct CgroupLayoutTests {
    @Test(arguments: layoutCases)
    func layout(_ test: LayoutCase) {
        let layout = CgroupLayout(MountTable(short: test.lines))
        #expect(layout.kind == test.kind)
        #expect(layout.hierarchies.map { "\($0.name)@\($0.point)" } == test.hierarchies)
    }

    @Test func circlesEnd() {
        let table = MountTable(short: ["1 2 / a a rw", "2 1 / b b rw", "3 3 / c c rw", "4 3 /x cgroup2 c rw"])
        #expect(table.mount(at: "/x")?.id == 4)
    }

    @Test func folders() {
        let hierarchy = CgroupHierarchy(version: .v2, point: "/sys/fs/cgroup")
        #expect(hierarchy.folder(of: "/") == "/sys/fs/cgroup")
        #expect(hierarchy.folder(of: "/a/b") == "/sys/fs/cgroup/a/b")
    }

    @Test func ownProcessIsInEveryHierarchyOfThisHost() throws {
        let layout = try CgroupLayout.current()
        let own = ProcessCgroups(try Files.read("/proc/self/cgroup", limit: 65_536).bytes)
        for hierarchy in layout.hierarchies {
            #expect(own.byHierarchy[hierarchy.name] != nil, "\(hierarchy.name) of \(own.byHierarchy.keys)")
        }
    }

    @Test func processCgroups() {
        let text = "9:name=systemd:/\n4:cpu,cpuacct:/a:b\n0::/kumite-x/y\nnonsense\n"
        let cgroups = ProcessCgroups(Array(text.utf8))
        #expect(cgroups.byHierarchy == ["name=systemd": "/", "cpu,cpuacct": "/a:b", "v2": "/kumite-x/y"])
    }
}
