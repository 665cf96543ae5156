import Facets
import Recordings
import Scenarios
import Testing

@testable import Kata

@Suite("What is left of a sandbox") struct LeakTests {
    private static let socket = SandboxPaths.socket(of: .rust, address: "/a", namespace: "n", sandbox: "s1")
    private static let subject = SandboxLeaks.Subject(
        sandbox: "s1", containers: ["s1", "c1"], bundles: ["/b/s1"], address: "/a", namespace: "n")

    /// A host that was looked at from every side.
    private static func clean() -> HostListing {
        var host = HostListing()
        host.processes = [
            Tree.process(1, 0, "/sbin/init"), HostProcess(pid: 5, parent: 1, command: "x", isZombie: true),
        ]
        host.mounts = ["25 1 0:23 / /proc rw - proc proc rw"]
        host.paths = ["/run/vc", "/run/kata"]
        host.links = ["lo", "eth0"]
        host.queues = ["eth0 root"]
        host.cgroups = ["/system.slice"]
        host.blocks = ["/dev/loop0 /var/a.img"]
        host.drivers = ["0000:01:00.0": "nvme"]
        host.free = ["/dev/shm": 1000, "hugepages-2048kB": 64]
        host.contextIDs = [2]
        host.containerd = ["descriptors": 40, "inotify": 3]
        host.chains = ["INPUT"]
        return host
    }

    static let left: [(LeakItem, @Sendable (inout HostListing) -> Void)] = [
        (.process, { $0.processes?.append(Tree.process(9, 1, "/x/qemu-system-x86_64 -name sandbox-s1")) }),
        (.process, { $0.processes?.append(Tree.process(9, 1, "/x/virtiofsd --shared-dir=/share/c1")) }),
        (.zombie, { $0.processes?.append(HostProcess(pid: 9, parent: 1, command: "virtiofsd", isZombie: true)) }),
        (.mount, { $0.mounts?.append("90 25 0:50 / /run/kata-containers/shared/sandboxes/s1/ro ro - tmpfs t ro") }),
        (.mount, { $0.mounts?.append("91 25 0:50 / /x/passthrough/c1/rootfs rw - overlay o rw") }),
        (.folder, { $0.paths?.append("/run/vc/sbs/s1") }), (.folder, { $0.paths?.append("/run/kata/s1") }),
        (.socket, { $0.paths?.append(socket) }), (.network, { $0.links?.append("tap0_kata") }),
        (.network, { $0.queues?.append("eth0 ffff:") }), (.network, { $0.paths?.append("/var/run/netns/cnitest-1") }),
        (.cgroup, { $0.cgroups?.append("/kata_overhead/s1") }), (.block, { $0.blocks?.append("/dev/loop1 /b.img") }),
        (.vfio, { $0.drivers?["0000:01:00.0"] = "vfio-pci" }), (.memory, { $0.free?["/dev/shm"] = 10 }),
        (.memory, { $0.free?["hugepages-2048kB"] = 1 }), (.contextID, { $0.contextIDs?.append(77) }),
        (.descriptors, { $0.containerd?["inotify"] = 4 }), (.chains, { $0.chains?.append("KATA-FORWARD") }),
        (.bundle, { $0.paths?.append("/b/s1/address") }),
    ]

    @Test("each point of the list is found, and is the only thing that is", arguments: LeakTests.left.indices)
    func each(_ index: Int) {
        let (item, plant) = Self.left[index]
        var after = Self.clean()
        plant(&after)
        let found = SandboxLeaks(of: Self.subject, before: Self.clean(), after: after)
        #expect(found.leaks.map(\.item) == [item], "\(found.leaks)")
        #expect(found.unseen.isEmpty)
    }

    @Test("every point of the list is tried")
    func whole() { #expect(Set(Self.left.map(\.0)) == Set(LeakItem.allCases)) }

    @Test("what comes and goes by itself is no leak; what bears the name is one, even if it was there before")
    func others() {
        var after = Self.clean()
        after.processes?.append(Tree.process(9, 1, "/x/qemu-system-x86_64 -name sandbox-s11"))
        after.mounts?.append("90 25 0:50 / /run/user/0 rw - tmpfs t rw")
        after.cgroups?.append("/user.slice")
        after.paths?.append("/run/vc/sbs/s2")
        after.links?.append("veth1")
        after.free?["/dev/shm"] = 2000
        after.containerd?["descriptors"] = 39
        #expect(SandboxLeaks(of: Self.subject, before: Self.clean(), after: after).leaks.isEmpty)
        var before = Self.clean()
        before.paths?.append("/run/kata/s1")
        #expect(SandboxLeaks(of: Self.subject, before: before, after: before).leaks.map(\.what) == ["/run/kata/s1"])
    }

    @Test("what was not looked at is told as unseen, never as clean")
    func unseen() {
        let found = SandboxLeaks(of: Self.subject, before: HostListing(), after: Self.clean())
        #expect(found.leaks.isEmpty && found.unseen == LeakItem.allCases)
    }

    @Test("a flood is bounded, and in order")
    func flood() {
        var after = Self.clean()
        after.paths = (0..<5000).map { "/run/kata/s1/\($0)" }
        let found = SandboxLeaks(of: Self.subject, before: Self.clean(), after: after)
        #expect(found.leaks.count == SandboxLeaks.mostTold && found.leaks == found.leaks.sorted())
    }

    @Test("what a trial's host difference shows is told by the points of the list")
    func extracted() throws {
        let scenario = Scenario(
            id: "a/b", title: "t", because: "b", origin: [], covers: [], tier: .pr, containers: [], steps: [])
        let left = [
            Residue(kind: .mount, identity: "/run/kata-containers/shared/sandboxes/k-main/ro"),
            Residue(kind: .file, identity: "/dev/shm/x"), Residue(kind: .file, identity: "/var/lib/other"),
            Residue(kind: .qdisc, identity: "eth0 ffff:"),
        ]
        let observations = [
            Observation(
                number: 1, at: 1, step: nil, what: .bound(Binding(kind: .id, value: "k-main", name: "main"))),
            Observation(
                number: 2, at: 2, step: nil,
                what: .host(HostDifference(moment: "before-clean", left: left, gone: []))),
        ]
        var derived = Derived()
        LeakExtractor().extract(from: Recording(scenario: scenario, observations: observations), into: &derived)
        func state(_ item: LeakItem) -> FacetState? { derived.facets[FacetPath("host", "kata-left", item.rawValue)] }
        let share = "/run/kata-containers/shared/sandboxes/main/ro"
        #expect(state(.mount) == .seen(.bag([.text(share)])))
        #expect(state(.memory) == .seen(.bag([.text("/dev/shm/x")])) && state(.folder) == .seen(.bag([])))
        #expect(state(.network) == .seen(.bag([.text("eth0 ffff:")])))
        #expect(state(.vfio)?.isComparable == false)
        for path in derived.facets.states.keys { #expect(Catalogue.shim.entry(for: path) != nil, "\(path)") }
    }
}
