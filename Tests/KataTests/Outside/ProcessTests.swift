import Testing

@testable import Kata

/// Trees as they are seen on a host, by hypervisor; the forms are those of the facts on processes.
enum Tree {
    static let id = "5f0c1d2e3b4a"
    static let shim = [
        "/opt/kata/bin/containerd-shim-kata-v2", "-namespace", "k8s.io", "-address", "/run/containerd/containerd.sock",
        "-publish-binary", "/usr/bin/containerd", "-id", id,
    ]

    static func process(_ pid: Int32, _ parent: Int32, _ words: String) -> HostProcess {
        HostProcess(pid: pid, parent: parent, arguments: words.split(separator: " ").map(String.init))
    }

    static let goQEMU = [
        HostProcess(pid: 10, parent: 1, arguments: shim),
        process(
            11, 10,
            "/opt/kata/libexec/virtiofsd --syslog --shared-dir=/run/kata-containers/shared/sandboxes/\(id)/shared"),
        process(12, 10, "/opt/kata/bin/qemu-system-x86_64 -name sandbox-\(id) -pidfile /run/vc/vm/\(id)/pid"),
        process(13, 11, "/opt/kata/libexec/virtiofsd --syslog"),
        process(20, 1, "/usr/bin/qemu-system-x86_64 -name other"), process(21, 1, "/usr/sbin/sshd -D"),
    ]
    static let rustCLH = [
        HostProcess(pid: 10, parent: 1, arguments: shim),
        process(11, 10, "/opt/kata/bin/cloud-hypervisor --api-socket /run/kata/\(id)/ch-api.sock -v"),
        process(12, 10, "/opt/kata/libexec/virtiofsd --socket-path /run/kata/\(id)/virtiofsd.sock"),
    ]
    static let firecracker = [
        HostProcess(pid: 10, parent: 1, arguments: shim),
        process(11, 10, "/opt/kata/bin/jailer --id \(id) --exec-file /opt/kata/bin/firecracker"),
        process(12, 11, "/firecracker --id \(id) --api-sock /run/firecracker.socket"),
    ]
    static let alone = [HostProcess(pid: 10, parent: 1, arguments: shim)]
    static let stratovirt = [
        HostProcess(pid: 10, parent: 1, arguments: shim),
        process(11, 10, "/opt/kata/bin/stratovirt -name sandbox-\(id)"),
        process(12, 10, "/opt/kata/libexec/virtiofsd --shared-dir=/run/kata-containers/shared/sandboxes/\(id)/shared"),
    ]
    static let openvmm = [
        HostProcess(pid: 10, parent: 1, arguments: shim),
        process(11, 10, "/opt/kata/bin/openvmm --vsock /run/kata/\(id)/vsock.sock"),
        process(12, 10, "/opt/kata/libexec/virtiofsd --fd=3"),
    ]
    static let nydus = [
        HostProcess(pid: 10, parent: 1, arguments: shim),
        process(11, 10, "/opt/kata/bin/qemu-system-x86_64 -name sandbox-\(id)"),
        process(12, 10, "/opt/kata/bin/nydusd virtiofs --apisock /run/kata/\(id)/api.sock"),
    ]
}

@Suite("A sandbox's processes by role") struct ProcessTests {
    @Test(
        "every hypervisor's tree is read, and is as its shim makes it",
        arguments: [
            ("go@4.1.0", .qemu, .virtioFS, Tree.goQEMU), ("rust@4.1.0", .qemu, .virtioFS, Tree.goQEMU),
            ("rust@4.1.0", .clh, .virtioFS, Tree.rustCLH), ("go@4.1.0", .clh, .virtioFS, Tree.rustCLH),
            ("go@4.1.0", .firecracker, .none, Tree.firecracker), ("rust@4.1.0", .firecracker, .none, Tree.firecracker),
            ("rust@4.1.0", .dragonball, .inline, Tree.alone), ("rust@3.0.0", .dragonball, .inline, Tree.alone),
            ("go@4.1.0", .remote, .none, Tree.alone), ("rust@4.1.0", .remote, .none, Tree.alone),
            ("go@4.1.0", .stratovirt, .virtioFS, Tree.stratovirt), ("rust@4.1.0", .openvmm, .virtioFS, Tree.openvmm),
            ("rust@4.1.0", .qemu, .nydus, Tree.nydus), ("go@4.1.0", .qemu, .nydus, Tree.nydus),
        ] as [(String, KataHypervisor, ProcessPlan.Sharing, [HostProcess])])
    func trees(
        _ release: String, _ hypervisor: KataHypervisor, _ sharing: ProcessPlan.Sharing, _ tree: [HostProcess]
    ) throws {
        let release = try #require(ShimRelease(release))
        let plan = try #require(ProcessPlan.plan(of: release, hypervisor, sharing: sharing))
        let found = SandboxProcesses(of: Tree.id, among: tree)
        #expect(found.all(.shim).map(\.pid) == [10])
        #expect(found.differences(from: plan) == [])
        #expect(!found.members.contains { $0.process.pid >= 20 })
    }

    @Test("hypervisors that a shim does not drive have no plan")
    func undriven() throws {
        for (text, hypervisor) in [
            ("go@4.1.0", .dragonball), ("go@4.1.0", .openvmm), ("rust@4.1.0", .stratovirt), ("rust@3.0.0", .qemu),
            ("rust@3.0.0", .remote), ("go@4.1.0", .acrn),
        ] as [(String, KataHypervisor)] {
            let release = try #require(ShimRelease(text))
            #expect(ProcessPlan.plan(of: release, hypervisor) == nil, "\(text) \(hypervisor)")
        }
        let between = try #require(ShimRelease("rust@3.8.0"))
        #expect(KataHypervisor.clh.isDriven(by: between) == nil, "nobody read it")
        #expect(KataHypervisor(named: "cloud-hypervisor") == .clh && KataHypervisor(named: "x") == nil)
    }

    @Test("what differs is told: one missing, one too many, an orphan, a zombie")
    func differences() throws {
        let rust = try #require(ShimRelease("rust@4.1.0"))
        let plan = try #require(ProcessPlan.plan(of: rust, .clh))
        var tree = Tree.rustCLH
        tree.remove(at: 2)
        #expect(SandboxProcesses(of: Tree.id, among: tree).differences(from: plan) == ["no virtiofsd"])
        tree = Tree.rustCLH + [Tree.process(14, 10, "/opt/kata/bin/cloud-hypervisor --api-socket x")]
        #expect(SandboxProcesses(of: Tree.id, among: tree).differences(from: plan) == ["2 vmm processes"])
        tree = Tree.rustCLH
        tree[1].parent = 1
        #expect(
            SandboxProcesses(of: Tree.id, among: tree).differences(from: plan) == ["the vmm is no child of the shim"])
        tree = Tree.rustCLH + [HostProcess(pid: 15, parent: 10, command: "qemu-system-x86", isZombie: true)]
        #expect(
            SandboxProcesses(of: Tree.id, among: tree).differences(from: plan) == ["a zombie: qemu-system-x86"])
        let inside = try #require(ProcessPlan.plan(of: rust, .dragonball, sharing: .inline))
        #expect(
            SandboxProcesses(of: Tree.id, among: Tree.rustCLH).differences(from: inside) == ["a vmm", "a virtiofsd"])
    }

    @Test("a VMM whose shim is gone is still the sandbox's; another sandbox's is not, whatever its name begins with")
    func orphans() {
        let orphan = Tree.process(12, 1, "/opt/kata/bin/qemu-system-x86_64 -name sandbox-\(Tree.id)")
        let other = Tree.process(13, 1, "/opt/kata/bin/qemu-system-x86_64 -name sandbox-\(Tree.id)7")
        let found = SandboxProcesses(of: Tree.id, among: [orphan, other])
        #expect(found.all(.vmm).map(\.pid) == [12] && found.all(.shim).isEmpty)
    }

    @Test("a program of another name is known by its path; one that starts or deletes is no daemon")
    func programs() {
        let own = Tree.process(12, 1, "/ours/hv --id \(Tree.id)")
        let call = HostProcess(pid: 13, parent: 1, arguments: Tree.shim + ["delete"])
        #expect(SandboxProcesses(of: Tree.id, among: [own, call]).members.map(\.role) == [.call])
        let found = SandboxProcesses(of: Tree.id, among: [own, call], programs: ["/ours/hv": .vmm])
        #expect(found.members.map(\.role) == [.vmm, .call])
    }

    @Test("a circle of parents, a pid twice and no arguments do no harm", arguments: [3, 4] as [UInt64])
    func odd(seed: UInt64) {
        var random = SplitMix(seed)
        for _ in 0..<200 {
            let tree = (0..<random.below(12)).map { _ in
                HostProcess(
                    pid: Int32(random.below(8)), parent: Int32(random.below(8)),
                    arguments: random.below(2) == 0 ? [] : Tree.shim)
            }
            let found = SandboxProcesses(of: Tree.id, among: tree)
            #expect(Set(found.members.map(\.process.pid)).count == found.members.count)
        }
    }
}
