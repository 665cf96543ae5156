import Facets
import Recordings
import Scenarios
import Testing

@testable import Kata

/// A running sandbox from outside, constructed in exactly the form that the facts have.
@Suite("Sights of a sandbox") struct SightTests {
    /// A release's shim, its hypervisor, and the sandbox as it is then seen.
    struct Seen: Sendable, CustomTestStringConvertible {
        var release: String
        var hypervisor: String
        var sharing: String?
        var hasOneCgroup = false
        /// Parent, pid, command line.
        var processes: [(Int32, Int32, String)]
        var paths: [String]
        var seats: [SandboxCgroups.Seat]

        var testDescription: String { "\(release) \(hypervisor)" }

        var sight: SandboxSight {
            var subject = SightSubject(
                release: release, hypervisor: hypervisor, sandbox: "s1", containers: ["s1"], sharing: sharing,
                networkModel: hypervisor == "remote" ? "none" : "tcfilter", hasOneCgroup: hasOneCgroup,
                cgroupsPath: "/pods/s1")
            subject.cgroupVersion = 2
            var listing = HostListing()
            listing.processes = processes.map { Tree.process($0.1, $0.0, $0.2) }
            listing.paths = paths
            let tap = PodNetwork.Link("tap0_kata", kind: "tun", hasIngress: true, mirrorsTo: "eth0")
            let eth0 = PodNetwork.Link("eth0", kind: "veth", hasIngress: true, mirrorsTo: "tap0_kata")
            let links =
                hypervisor == "remote" ? [PodNetwork.Link("eth0", kind: "veth")] : [eth0, tap]
            return SandboxSight(of: subject, listing: listing, network: links + [PodNetwork.Link("lo")], seats: seats)
        }
    }

    private static let shim = "/opt/kata/bin/containerd-shim-kata-v2 -namespace n -address a -id s1"
    private static func seat(_ role: SandboxRole, _ path: String, thread: String? = nil) -> SandboxCgroups.Seat {
        SandboxCgroups.Seat(role, thread: thread, hierarchy: "v2", path: path)
    }

    static let known: [Seen] = [
        Seen(
            release: "go@4.1.0", hypervisor: "qemu", sharing: "virtio-fs",
            processes: [
                (1, 10, shim), (10, 11, "/opt/kata/bin/qemu-system-x86_64 -name sandbox-s1 -pidfile /run/vc/vm/s1/pid"),
                (10, 12, "/opt/kata/libexec/virtiofsd --syslog --fd=3 -o source=/run/kata-containers/shared/s1"),
            ],
            paths: ["persist.json", "shim-monitor.sock"].map { "/run/vc/sbs/s1/\($0)" }
                + ["pid", "qmp.sock", "console.sock"].map { "/run/vc/vm/s1/\($0)" }
                + ["/run/vc/sbs/s1", "/run/vc/vm/s1"],
            seats: [
                seat(.shim, "/kata_overhead/s1"), seat(.vmm, "/kata_overhead/s1"),
                seat(.vmm, "/pods/kata_s1/vcpus", thread: "CPU 0/KVM"),
            ]),
        Seen(
            release: "rust@4.1.0", hypervisor: "qemu", sharing: "virtio-fs", hasOneCgroup: true,
            processes: [
                (1, 10, shim), (10, 11, "/opt/kata/bin/qemu-system-x86_64 -chardev socket,path=/run/kata/s1/root/x"),
                (10, 12, "/opt/kata/libexec/virtiofsd --socket-path /run/kata/s1/root/virtiofsd.sock"),
                (12, 13, "/opt/kata/libexec/virtiofsd --socket-path /run/kata/s1/root/virtiofsd.sock"),
            ],
            paths: ["", "/state.json", "/shim-monitor.sock", "/root", "/root/qmp.sock"].map { "/run/kata/s1\($0)" },
            seats: [.shim, .vmm, .virtiofsd].map { seat($0, "/pods/s1") }),
        Seen(
            release: "rust@4.1.0", hypervisor: "clh", sharing: "none", hasOneCgroup: true,
            processes: [
                (1, 10, shim), (10, 11, "/opt/kata/bin/cloud-hypervisor --api-socket /run/kata/s1/ch-api.sock"),
            ],
            paths: ["", "/state.json", "/shim-monitor.sock", "/ch-api.sock", "/ch-vm.sock"].map { "/run/kata/s1\($0)" },
            seats: [.shim, .vmm].map { seat($0, "/pods/s1") }),
        Seen(
            release: "rust@3.0.0", hypervisor: "dragonball", sharing: "inline-virtio-fs",
            processes: [(1, 10, shim)], paths: ["/run/kata/s1", "/run/kata/s1/state.json"],
            seats: [seat(.shim, "/pods/s1")]),
        Seen(
            release: "go@4.1.0", hypervisor: "firecracker",
            processes: [
                (1, 10, shim), (10, 11, "/opt/kata/bin/firecracker --id s1 --config-file /run/vc/firecracker/s1/c"),
            ],
            paths: ["/run/vc/sbs/s1", "/run/vc/sbs/s1/persist.json", "/run/vc/sbs/s1/shim-monitor.sock"]
                + ["/run/vc/vm/s1", "/run/vc/firecracker/s1"],
            seats: [
                seat(.shim, "/kata_overhead/s1"), seat(.vmm, "/kata_overhead/s1"),
                seat(.vmm, "/pods/kata_s1", thread: "fc_vcpu 0"),
            ]),
        Seen(
            release: "go@4.1.0", hypervisor: "remote", processes: [(1, 10, shim)],
            paths: ["/run/vc/sbs/s1", "/run/vc/sbs/s1/persist.json", "/run/vc/sbs/s1/shim-monitor.sock"]
                + ["/run/vc/vm/s1"],
            seats: [seat(.shim, "/kata_overhead/s1")]),
    ]

    private func told(_ sight: SandboxSight, _ aspect: SandboxSight.Aspect) -> [String] {
        switch sight.compared(aspect) {
        case .differs(let told): told
        case .unknown(let why): ["unknown: \(why)"]
        }
    }

    @Test("a sandbox as the facts have it differs in nothing", arguments: known)
    func asKnown(_ seen: Seen) {
        for aspect in SandboxSight.Aspect.allCases { #expect(told(seen.sight, aspect) == [], "\(aspect)") }
    }

    @Test("each thing that is otherwise is told, and only on its side")
    func otherwise() {
        let sight = Self.known[0].sight
        let changed: [(SandboxSight.Aspect, String, @Sendable (inout SandboxSight) -> Void)] = [
            (.processes, "no virtiofsd", { $0.listing.processes?.removeLast() }),
            (.paths, "no /run/vc/vm/s1/qmp.sock: QMP", { $0.listing.paths?.removeAll { $0.hasSuffix("qmp.sock") } }),
            (.paths, "/run/kata/s1: not this shim's", { $0.listing.paths?.append("/run/kata/s1") }),
            (
                .cgroups, "no thread of the vmm is in /pods/kata_s1",
                { $0.seats?.removeAll { $0.thread != nil } }
            ),
            (
                .cgroups, "the shim is in /, not in /kata_overhead/s1",
                { $0.seats?[0].path = "/" }
            ),
            (.network, "0 taps for 1 links", { $0.network?.removeAll { $0.name == "tap0_kata" } }),
            (.network, "eth0: nothing takes what comes in", { $0.network?[0].hasIngress = false }),
        ]
        for (aspect, words, change) in changed {
            var other = sight
            change(&other)
            #expect(told(other, aspect).contains(words), "\(told(other, aspect))")
            for untouched in SandboxSight.Aspect.allCases where untouched != aspect {
                #expect(told(other, untouched) == [], "\(words) shows in \(untouched)")
            }
        }
    }

    @Test("what nobody knows or saw is told as that, never as alike")
    func unknown() {
        var sight = Self.known[0].sight
        sight.subject.release = nil
        #expect(told(sight, .paths).first?.hasPrefix("unknown: nobody knows which") == true)
        sight = Self.known[0].sight
        sight.subject.isReplaced = true
        #expect(told(sight, .cgroups) == ["unknown: the shim is replaced within the trial"])
        sight = Self.known[0].sight
        sight.subject.sharing = nil
        #expect(told(sight, .processes).first?.contains("how files are shared") == true)
        sight.network = nil
        sight.unseen["network"] = "no such file"
        #expect(told(sight, .network) == ["unknown: no such file"])
    }

    /// A recording of sights.
    private func derived(_ sights: [(SightRecord.Moment, [UInt8])], observer: String = "kata") -> FacetSet {
        let scenario = Scenario(
            id: "a/b", title: "t", because: "b", origin: [], covers: [], tier: .pr, containers: [], steps: [])
        let seen = sights.enumerated().map { place, sight in
            Observation(
                number: place + 1, at: 1, step: nil,
                what: .sight(
                    SightRecord(observer: observer, moment: sight.0, document: RawBytes(sight.1))))
        }
        let named = Observation(
            number: 0, at: 1, step: nil, what: .bound(Binding(kind: .id, value: "s1", name: "main")))
        let host = Observation(
            number: 99, at: 1, step: nil, what: .host(HostDifference(moment: "before-clean", left: [], gone: [])))
        return derive(
            Recording(scenario: scenario, observations: [named] + seen + [host]),
            extractors: [SightExtractor(), LeakExtractor()]
        ).facets
    }

    @Test("as facets; every one is in the catalogue")
    func facets() {
        let seen = Self.known[0].sight
        let facets = derived([(.before, seen.bytes), (.steady, seen.bytes), (.after, seen.bytes)])
        let place = FacetPath("host", "sandbox")
        #expect(
            facets[place.appending("processes")] == .seen(.bag(of: ["shim", "virtiofsd", "vmm"].map { .text($0) })))
        #expect(facets[place.appending("paths", "unlike-known")] == .seen(.bag([])))
        guard case .seen(.bag(let paths))? = facets[place.appending("paths")] else {
            Issue.record("\(facets.sorted)")
            return
        }
        #expect(paths.contains(.text("/run/vc/sbs/s1/persist.json")), "\(paths)")
        for path in facets.states.keys { #expect(Catalogue.shim.entry(for: path) != nil, "\(path)") }
        #expect(Catalogue.shim.entry(for: place.appending("left"))?.isFault == true)
        #expect(Catalogue.shim.entry(for: place.appending("left"))?.severity == .blocker)
    }

    @Test("what was left where only this family looks is told once, by its point, and nothing else is")
    func left() {
        var before = SandboxSight(of: Self.known[0].sight.subject, network: [PodNetwork.Link("eth0")])
        before.listing.drivers = ["0000:01:00.0": "nvme"]
        before.listing.free = ["hugepages-2048kB": 64]
        before.listing.chains = ["filter INPUT"]
        before.listing.contextIDs = []
        before.listing.containerd = ["descriptors": 9, "inotify": 1]
        let plants: [(String, @Sendable (inout SandboxSight) -> Void)] = [
            ("vfio: 0000:01:00.0: vfio-pci, it was nvme", { $0.listing.drivers?["0000:01:00.0"] = "vfio-pci" }),
            ("memory: hugepages-2048kB: 32 bytes fewer are free", { $0.listing.free?["hugepages-2048kB"] = 32 }),
            ("context-id: number 77", { $0.listing.contextIDs = [77] }),
            ("descriptors: containerd's inotify: 2, it was 1", { $0.listing.containerd?["inotify"] = 2 }),
            ("chains: filter KATA", { $0.listing.chains?.append("filter KATA") }),
            ("network: link tap0_kata", { $0.network?.append(PodNetwork.Link("tap0_kata", kind: "tun")) }),
            ("network: queue ffff: on eth0", { $0.network?[0].hasIngress = true }),
        ]
        let place = FacetPath("host", "sandbox", "left")
        #expect(derived([(.before, before.bytes), (.after, before.bytes)])[place] == .seen(.bag([])))
        for (words, plant) in plants {
            var after = before
            plant(&after)
            let facets = derived([(.before, before.bytes), (.after, after.bytes)])
            #expect(facets[place] == .seen(.bag([.text(words)])), "\(String(describing: facets[place]))")
            let point = FacetPath("host", "kata-left", String(words.prefix { $0 != ":" }))
            #expect(facets[point] != .seen(.bag([])), "\(point)")
            #expect(faults(in: facets, by: .shim).map(\.path) == [place])
        }
        for item in LeakItem.onlyBySight {
            var blind = before
            blind.unseen[item.rawValue] = "why"
            let facets = derived([(.before, before.bytes), (.after, blind.bytes)])
            #expect(facets[FacetPath("host", "kata-left", item.rawValue)] == .hidden("why"))
        }
    }

    @Test("a document that is none, or another family's, says nothing; beginnings of one trap nothing")
    func hostile() {
        let whole = Self.known[0].sight.bytes
        #expect(SandboxSight(bytes: whole) == Self.known[0].sight)
        for length in stride(from: 0, to: whole.count, by: 7) {
            #expect(SandboxSight(bytes: Array(whole.prefix(length))) == nil)
        }
        let huge = [UInt8](repeating: 0x20, count: SightRecord.byteLimit) + whole
        for (document, observer) in [(Array("[]".utf8), "kata"), (whole, "other"), (huge, "kata")] {
            let facets = derived([(.before, document), (.steady, document), (.after, document)], observer: observer)
            #expect(facets[FacetPath("host", "sandbox", "left")] == .hidden("nobody looked before and after"))
            #expect(
                facets[FacetPath("host", "sandbox", "paths")] == .hidden("nobody looked while the sandbox ran"))
        }
    }
}
