import Drivers
import FoundationEssentials
import Matrices
import OCI
import RuncFamily
import Scenarios
import Testing

@testable import ShimDriver

@Suite("From a scenario's container to its spec") struct SpecMappingTests {
    private static func setting(_ container: ContainerSpec, _ given: Given = Given()) -> TrialSetting {
        TrialSetting(
            scenario: .of(
                [ContainerSpec(name: "pod", process: ProcessSpec(arguments: ["probe"])), container], given: given, []),
            contender: Real.contender, family: Runc(), speaks: "1.6", view: .host, nonce: "n1",
            namespace: "space", folder: "/f", sockets: "/s", cgroup: "/kumite-x/1/t1", probe: "/bin/probe",
            publisher: "/bin/kumite")
    }

    private static func spec(
        _ given: Given = Given(), _ surroundings: Surroundings = Surroundings(),
        _ change: (inout ContainerSpec) -> Void
    ) throws -> Spec {
        var container = ContainerSpec.main("exit", "0")
        change(&container)
        return try Spec(container, setting(container, given), surroundings)
    }

    /// A field of a container, and what the spec's JSON must hold for it.
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: @Sendable (inout ContainerSpec) -> Void
        var holds: [String]

        init(_ name: String, _ holds: String..., change: @escaping @Sendable (inout ContainerSpec) -> Void) {
            testDescription = name
            self.holds = holds
            self.change = change
        }
    }

    static let rows: [Row] = [
        Row("memory", #""memory":{"limit":1048576,"reservation":5,"swap":-1}"#) {
            $0.resources = ResourceSpec(memory: 1 << 20, swap: -1, reservation: 5)
        },
        Row("pids", #""pids":{"limit":7}"#) { $0.resources.pids = 7 },
        Row("processors", #""cpu":{"cpus":"0-1","period":100000,"quota":-1,"shares":512}"#) {
            $0.resources = ResourceSpec(shares: 512, quota: -1, period: 100_000, cpus: "0-1")
        },
        Row("environment", #""env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","A=b"]"#) {
            $0.process.environment = ["A=b"]
        },
        Row("directory and user", #""cwd":"/tmp""#, #""user":{"additionalGids":[8,9],"gid":5,"uid":4,"umask":63}"#) {
            $0.process.directory = "/tmp"
            $0.process.user = "4:5"
            $0.process.groups = [8, 9]
            $0.process.umask = 0o77
        },
        Row("a user alone is its own group", #""user":{"gid":4,"uid":4}"#) { $0.process.user = "4" },
        Row("terminal", #""terminal":true"#) { $0.process.terminal = true },
        Row(
            "capabilities",
            #""capabilities":{"bounding":["CAP_NET_ADMIN"],"effective":["CAP_NET_ADMIN"],"permitted":["CAP_NET_ADMIN"]}"#
        ) { $0.process.capabilities = ["net_admin"] },
        Row("no capabilities at all", #""capabilities":{"bounding":[],"effective":[],"permitted":[]}"#) {
            $0.process.capabilities = []
        },
        Row("privileges and adjustment", #""noNewPrivileges":false"#, #""oomScoreAdj":100"#) {
            $0.process.noNewPrivileges = false
            $0.process.oomScoreAdjustment = 100
        },
        Row("a limit takes the standard one's place", #""rlimits":[{"hard":20,"soft":10,"type":"RLIMIT_NOFILE"}]"#) {
            $0.process.limits = ["nofile": ResourceLimit(soft: 10, hard: 20)]
        },
        Row("a root that is read-only", #""root":{"path":"rootfs","readonly":true}"#) { $0.rootfs.readonly = true },
        Row(
            "a mount, with names put in",
            #"{"destination":"/x","options":["rbind"],"source":"/f/shared/of-n1-main","type":"bind"}"#
        ) {
            $0.mounts = [
                MountSpec(target: "/x", source: "{shared}/of-{id}", type: "bind", options: ["rbind"])
            ]
        },
        Row("a mount in the place of a standard one", #"{"destination":"/dev/shm","source":"mine","type":"tmpfs"}"#) {
            $0.mounts = [MountSpec(target: "/dev/shm", source: "mine", type: "tmpfs")]
        },
        Row(
            "a device", #"{"access":"rw","allow":true,"major":1,"minor":3,"type":"c"}"#,
            #""devices":[{"fileMode":438,"gid":0,"major":1,"minor":3,"path":"/dev/null","type":"c","uid":0}]"#
        ) { $0.devices = ["/dev/null": "rw"] },
        Row("hostname and sysctls", #""hostname":"other""#, #""sysctl":{"net.core.somaxconn":"9"}"#) {
            $0.hostname = "other"
            $0.sysctls = ["net.core.somaxconn": "9"]
        },
        Row("paths", #""maskedPaths":[]"#, #""readonlyPaths":["/a"]"#) {
            $0.maskedPaths = []
            $0.readonlyPaths = ["/a"]
        },
        Row("annotations", #""annotations":{"a":"b"}"#) { $0.annotations = ["a": "b"] },
        Row(
            "refused calls",
            #""seccomp":{"architectures":["SCMP_ARCH_X86_64"],"defaultAction":"SCMP_ACT_ALLOW","#
                + #""syscalls":[{"action":"SCMP_ACT_ERRNO","errnoRet":1,"names":["mount"]}]}"#
        ) { $0.refusedCalls = ["mount"] },
        Row(
            "a filter that refuses nothing",
            #""seccomp":{"architectures":["SCMP_ARCH_X86_64"],"defaultAction":"SCMP_ACT_ALLOW"}"#
        ) {
            $0.refusedCalls = []
        },
        Row(
            "namespaces",
            #""namespaces":[{"type":"ipc"},{"path":"/n","type":"uts"},{"type":"mount"},{"type":"network"},{"type":"cgroup"}]"#
        ) { $0.namespaces = ["pid": "host", "uts": "/n", "cgroup": "own"] },
        Row(
            "a user namespace has ids", #"{"type":"user"}"#,
            #""uidMappings":[{"containerID":0,"hostID":100000,"size":65536}]"#
        ) { $0.namespaces = ["user": "own"] },
        Row(
            "hooks", #""createRuntime":[{"args":["probe","say","n1-main"],"path":"/bin/probe","timeout":3}]"#,
            #""startContainer":[{"args":["probe"],"path":"/probe"}]"#, #""poststop":[{"args":["/x"],"path":"/x"}]"#
        ) {
            $0.hooks = [
                HookSpec(moment: .createRuntime, arguments: ["probe", "say", "{id}"], timeout: 3),
                HookSpec(moment: .startContainer, arguments: ["probe"]),
                HookSpec(moment: .poststop, arguments: ["/x"]),
            ]
        },
    ]

    @Test("every field of a container reaches its spec", arguments: rows)
    func fields(row: Row) throws {
        let text = String(decoding: try Document.json(of: try Self.spec(change: row.change)), as: UTF8.self)
        for part in row.holds { #expect(text.contains(part), "\(text)") }
        let plain = String(decoding: try Document.json(of: try Self.spec { _ in }), as: UTF8.self)
        #expect(row.holds.contains { !plain.contains($0) }, "a spec that asks for nothing must differ")
    }

    private static func spec(change: (inout ContainerSpec) -> Void) throws -> Spec {
        try spec(Given(), Surroundings(), change)
    }

    @Test("the network is the trial's own, none, or the host's")
    func networks() throws {
        func network(_ kind: Given.Network?, _ path: String? = nil) throws -> Spec.Namespace? {
            try Self.spec(Given(network: kind), Surroundings(network: path)) { _ in }.linux.namespaces
                .first { $0.type == .network }
        }
        #expect(try network(nil) == Spec.Namespace(.network))
        #expect(try network(Given.Network.none) == Spec.Namespace(.network))
        #expect(try network(.host) == nil)
        #expect(try network(.veth, "/run/netns/n1") == Spec.Namespace(.network, path: "/run/netns/n1"))
    }

    @Test("a pod's workload shares the sandbox's namespaces and is grouped with it as CRI does")
    func workload() throws {
        let given = Given(pod: PodSpec(annotations: ["more": "yes", "io.kubernetes.cri.sandbox-name": "mine"]))
        let spec = try Self.spec(given, Surroundings(network: "/run/netns/n1", sandbox: .init(id: "n1-pod", pid: 77))) {
            $0.annotations = ["more": "no"]
        }
        #expect(
            spec.annotations == [
                "io.kubernetes.cri.container-type": "container", "io.kubernetes.cri.sandbox-id": "n1-pod",
                "io.kubernetes.cri.sandbox-name": "mine", "io.kubernetes.cri.sandbox-namespace": "space",
                "io.kubernetes.cri.container-name": "main", "more": "no",
            ])
        let paths = Dictionary(uniqueKeysWithValues: spec.linux.namespaces.map { ($0.type, $0.path) })
        #expect(paths[.network] == "/proc/77/ns/net" && paths[.ipc] == "/proc/77/ns/ipc")
        #expect(paths[.uts] == "/proc/77/ns/uts" && paths[.pid] == .some(nil))
        #expect(spec.hostname == nil)
    }

    @Test("an update and an exec say what they are given and nothing else")
    func updates() throws {
        let update = Spec.Resources().asked(ResourceSpec(memory: 5, quota: 7))
        #expect(
            String(decoding: try Document.json(of: update), as: UTF8.self)
                == #"{"cpu":{"quota":7},"memory":{"limit":5}}"#)
        let base = Spec.Process(args: ["/probe"], env: ["A=1"], capabilities: .standard, noNewPrivileges: true)
        let exec = base.asked(ProcessSpec(arguments: ["probe", "x"], environment: ["B=2"], noNewPrivileges: false))
        #expect(exec.args == ["/probe", "x"] && exec.env == ["A=1", "B=2"])
        #expect(exec.capabilities == .standard && exec.noNewPrivileges == false && exec.terminal == nil)
    }
}

@Suite("Raw messages") struct RawMessageTests {
    @Test("fields are written in their order, zero and empty ones too")
    func fields() {
        let fields: [RawField] = [
            RawField(1, .text("a{x}")), RawField(2, .integer(0)), RawField(3, .bytes([])), RawField(2, .integer(300)),
            RawField(4, .message([RawField(1, .integer(1))])), RawField(5, .filler(3)),
        ]
        #expect(
            fields.encoded { $0 == "x" ? "bc" : nil } == [
                0x0a, 3, 0x61, 0x62, 0x63, 0x10, 0, 0x1a, 0, 0x10, 0xac, 2, 0x22, 2, 8, 1, 0x2a, 3, 0x61, 0x61, 0x61,
            ])
    }
}

@Suite("What a driver can't do") struct ObstacleTests {
    private func obstacles(_ given: Given = Given(), _ container: ContainerSpec = .main("sleep"), _ actions: Action...)
        -> [String]
    {
        DirectDriver().obstacles(
            to: .of([container], given: given, actions.map { Step.do($0) }), of: Runc())
    }

    @Test("a scenario that names what runc's shims have not is unsupported before it is run")
    func obstacles() {
        #expect(obstacles(Given(), .main("sleep"), .crash(role: "shim", .kill), .upgrade(.shim), .idle(1)) == [])
        #expect(obstacles(Given(), .main("sleep"), .crash(role: "vmm", .kill)) == ["it has no vmm to crash"])
        #expect(obstacles(Given(), .main("sleep"), .upgrade(.guest)) == ["its guest can't be upgraded"])
        #expect(
            obstacles(Given(), .main("sleep"), .http(HTTPRequest(endpoint: "metrics", path: "/"))) == [
                "it has no endpoint metrics"
            ])
        #expect(obstacles(Given(config: ["a/b": "1"])).first == "its configuration has no key a/b")
        var container = ContainerSpec.main("sleep")
        container.process.io.stdin = .binary
        #expect(obstacles(Given(), container) == ["stdin can't be binary: a shim takes a pipe"])
        container = .main("sleep") { $0.rootfs = RootfsSpec(form: .block, fileSystem: "btrfs") }
        #expect(obstacles(Given(), container) == ["a root file system of kind btrfs is not made"])
    }

    @Test("the kernel's file systems are those that it has")
    func fileSystems() {
        #expect(KernelFileSystems.know("proc") && KernelFileSystems.know("tmpfs"))
        #expect(!KernelFileSystems.know("nosuchfs") && !KernelFileSystems.know("nodev") && !KernelFileSystems.know(""))
    }

    @Test("also inside repeat and concurrently")
    func nested() {
        let crash = Step.do(.crash(role: "agent", .kill))
        #expect(
            obstacles(Given(), .main("sleep"), .repeat(2, [Step.do(.concurrently([[crash]]))])) == [
                "it has no agent to crash"
            ])
    }
}
