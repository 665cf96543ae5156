import Testing

@testable import Kata

@Suite("Where a sandbox leaves traces") struct PlaceTests {
    private func paths(_ release: String, _ hypervisor: KataHypervisor) throws -> SandboxPaths {
        SandboxPaths(of: "s1", try #require(ShimRelease(release)), hypervisor)
    }

    @Test(
        "state, sockets and records are where the shim has them",
        arguments: [
            ("go@4.1.0", .qemu, ["/run/vc/sbs/s1/persist.json", "/run/vc/vm/s1/qmp.sock", "/run/vc/vm/s1/pid"]),
            ("go@4.1.0", .clh, ["/run/vc/vm/s1/clh-api.sock", "/run/vc/sbs/s1/shim-monitor.sock"]),
            ("go@4.1.0", .firecracker, ["/run/vc/firecracker/s1"]),
            ("rust@4.1.0", .qemu, ["/run/kata/s1/state.json", "/run/kata/s1/root/qmp.sock"]),
            ("rust@4.1.0", .clh, ["/run/kata/s1/ch-api.sock", "/run/kata/s1/shim-monitor.sock"]),
            ("rust@4.1.0", .openvmm, ["/run/kata/s1/openvmm.sock", "/run/kata/s1/serial.sock"]),
            ("rust@3.0.0", .dragonball, ["/run/kata/s1/state.json"]),
        ] as [(String, KataHypervisor, [String])])
    func places(_ release: String, _ hypervisor: KataHypervisor, _ expected: [String]) throws {
        let found = try paths(release, hypervisor).all.map(\.path)
        for path in expected { #expect(found.contains(path), "\(path)") }
        #expect(found == found.sorted() && Set(found).count == found.count)
        #expect(try paths(release, hypervisor).differences(in: found) == [])
    }

    @Test("what is missing is told, and what another shim left for the same sandbox")
    func differences() throws {
        let own = try paths("go@4.1.0", .qemu)
        let listing = own.all.map(\.path).filter { !$0.hasSuffix("qmp.sock") } + ["/run/kata/s1", "/run/kata/s2"]
        #expect(own.differences(in: listing) == ["no /run/vc/vm/s1/qmp.sock: QMP", "/run/kata/s1: not this shim's"])
        // 3.0.0's Rust shim has no endpoint for management.
        #expect(try !paths("rust@3.0.0", .dragonball).all.contains { $0.path.hasSuffix("shim-monitor.sock") })
        let rootless = SandboxPaths(of: "s1", own.release, .qemu, root: "/run/user/1000")
        #expect(rootless.all.allSatisfy { $0.path.hasPrefix("/run/user/1000/run/") })
    }

    @Test("the socket's name: the same digest in small and in capital letters, cleaned by the Go shim alone")
    func sockets() {
        func socket(_ language: ShimLanguage, _ address: String) -> String {
            SandboxPaths.socket(of: language, address: address, namespace: "k8s.io", sandbox: "s1")
        }
        let go = socket(.go, "/run/containerd/containerd.sock")
        let rust = socket(.rust, "/run/containerd/containerd.sock")
        #expect(go == "/run/containerd/s/6da42a302de3bf1c8cfd0dbf76e46754bbbad99ed7cb75fd6a725583ba743d60")
        #expect(go != rust && go.lowercased() == rust.lowercased())
        #expect(socket(.go, "/run//containerd/./containerd.sock") == go)
        #expect(socket(.rust, "/run//containerd/./containerd.sock") != rust)
        for (path, clean) in [
            ("/a/../b//c/", "/b/c"), ("//", "/"), ("a/./..", "."), ("../a", "../a"), ("/..", "/"), ("a/b/../c", "a/c"),
        ] {
            #expect(SandboxPaths.cleaned(path) == clean)
        }
    }

    @Test("cgroups by shim, setting and manager")
    func cgroups() {
        func group(
            _ language: ShimLanguage, _ path: String?, only: Bool, _ manager: SandboxCgroups.Manager,
            version: Int = 2, _ hypervisor: KataHypervisor = .qemu
        ) -> SandboxCgroups {
            SandboxCgroups.expected(
                of: language, hypervisor, sandbox: "s1", path: path, only: only, manager: manager, version: version)
        }
        let scope = "kubepods-pod1.slice:cri-containerd:s1"
        #expect(group(.go, "/kubepods/pod1/s1", only: true, .cgroupfs).sandbox == "/kubepods/pod1/kata_s1")
        #expect(group(.rust, "/kubepods/pod1/s1", only: true, .cgroupfs).sandbox == "/kubepods/pod1/s1")
        #expect(group(.go, nil, only: false, .cgroupfs).sandbox == "/kata_vc")
        #expect(group(.go, nil, only: false, .cgroupfs).overhead == "/kata_overhead/s1")
        #expect(group(.rust, nil, only: true, .cgroupfs).sandbox == "kata_sandboxed_pod/s1")
        #expect(group(.rust, scope, only: false, .systemd).overhead == "kata-overhead.slice:runtime-rs:s1")
        #expect(group(.go, scope, only: true, .systemd).sandbox == scope)
        #expect(group(.rust, scope, only: false, .systemd).members == .vmm)
        #expect(group(.rust, "/p", only: false, .cgroupfs, version: 1).members == .processors)
        #expect(group(.rust, "/p", only: false, .cgroupfs, .dragonball).members == .all)
        #expect(group(.go, "/p", only: true, .cgroupfs).limitsDevices)
        #expect(!group(.rust, "/p", only: true, .cgroupfs).limitsDevices)
        #expect(
            SandboxCgroups.folder(of: scope) == "/kubepods.slice/kubepods-pod1.slice/cri-containerd-s1.scope")
        #expect(SandboxCgroups.folder(of: "kata_overhead/s1") == "/kata_overhead/s1")
    }

    @Test("the plumbing of a pod's network: complete, cut, and left behind")
    func network() {
        let right = PodNetwork(links: [
            .init("lo"), .init("eth0", kind: "veth", hasIngress: true, mirrorsTo: "tap0_kata"),
            .init("tap0_kata", kind: "tun", hasIngress: true, mirrorsTo: "eth0"),
        ])
        #expect(right.differences(from: .tcfilter, of: .go) == [])
        #expect(right.differences(from: .none, of: .rust) == ["tap0_kata: nothing was to be made"])
        // The Rust shim takes macvtap for none.
        #expect(right.differences(from: .macvtap, of: .rust).count == 1)
        let cut = PodNetwork(links: [
            .init("eth0", kind: "veth", hasIngress: true, mirrorsTo: "tap0_kata"), .init("eth1", kind: "veth"),
            .init("tap0_kata", kind: "tun"),
        ])
        #expect(
            cut.differences(from: .tcfilter, of: .rust) == [
                "1 taps for 2 links", "tap0_kata: what the guest sends goes to nobody",
                "eth1: nothing takes what comes in",
            ])
        #expect(cut.leftovers == ["link tap0_kata", "queue ffff: on eth0"])
        #expect(PodNetwork(links: [.init("eth0", kind: "veth")]).leftovers.isEmpty)
    }
}
