import AgentAPI
import Documents
import SwiftProtobuf
import Testing

@testable import standin

@Suite("Specifications")
struct SpecTests {
    private let place = ContainerPlace(
        root: "/bundle/rootfs", cgroup: "/standin-1", guest: "/f/vms/1/guest",
        shared: ["ipc": "/p/ipc", "uts": "/p/uts", "network": "/p/net"])

    /// A specification as a shim sends it for a container of a pod.
    static func spec() -> Grpc_Spec {
        .with { spec in
            spec.version = "1.1.0"
            spec.hostname = "pod"
            spec.process = .with { process in
                process.args = ["/probe", "say", "hello"]
                process.env = ["A=1"]
                process.cwd = "/work"
                process.user = .with {
                    $0.uid = 5
                    $0.additionalGids = [7]
                    $0.username = "nobody"
                }
                process.noNewPrivileges = true
                process.oomscoreAdj = -5
                process.apparmorProfile = "never"
                process.rlimits = [
                    .with {
                        $0.type = "RLIMIT_CORE"
                        $0.hard = .max
                        $0.soft = 0
                    }
                ]
                process.capabilities = .with { $0.bounding = ["CAP_KILL"] }
            }
            spec.root = .with {
                $0.path = "/run/kata-containers/c/rootfs"
                $0.readonly = true
            }
            spec.annotations = ["k": "v"]
            spec.mounts = [
                .with {
                    $0.destination = "/proc"
                    $0.type = "proc"
                    $0.source = "proc"
                    $0.options = ["nosuid"]
                },
                .with {
                    $0.destination = "/etc/resolv.conf"
                    $0.type = "bind"
                    $0.source = "/run/kata-containers/shared/containers/c-resolv.conf"
                    $0.options = ["rbind", "ro"]
                },
            ]
            spec.hooks = .with { $0.prestart = [.with { $0.path = "/bin/true" }] }
            spec.linux = .with { linux in
                linux.cgroupsPath = "kubepods:kata:c"
                linux.namespaces = ["pid", "ipc", "uts", "network", "mount", "cgroup"].map { type in
                    .with { $0.type = type }
                }
                linux.maskedPaths = ["/proc/kcore"]
                linux.sysctl = ["net.ipv4.ip_forward": "1"]
                linux.resources = .with { $0.memory = .with { $0.limit = 64 << 20 } }
                linux.devices = [
                    .with {
                        $0.path = "/dev/fuse"
                        $0.type = "c"
                        $0.major = 10
                        $0.minor = 229
                        $0.fileMode = 0o666
                    }
                ]
                linux.seccomp = .with { seccomp in
                    seccomp.defaultAction = "SCMP_ACT_ALLOW"
                    seccomp.syscalls = [
                        .with { rule in
                            rule.names = ["mkdir"]
                            rule.action = "SCMP_ACT_ERRNO"
                            rule.errnoret = 1
                            rule.args = [
                                .with {
                                    $0.index = 1
                                    $0.value = .max
                                    $0.op = "SCMP_CMP_EQ"
                                }
                            ]
                        }
                    ]
                }
            }
        }
    }

    @Test("a pod's container: every part, as the agent's runtime would read it")
    func whole() throws {
        let plan = try ContainerPlan(SpecTests.spec(), in: place)
        let expected = """
            {"annotations":{"k":"v"},"linux":{"cgroupsPath":"/standin-1",\
            "devices":[{"fileMode":438,"major":10,"minor":229,"path":"/dev/fuse","type":"c"}],\
            "maskedPaths":["/proc/kcore"],\
            "namespaces":[{"path":"/p/ipc","type":"ipc"},{"path":"/p/net","type":"network"},{"type":"pid"},\
            {"path":"/p/uts","type":"uts"},{"type":"cgroup"},{"type":"mount"}],\
            "resources":{"memory":{"limit":67108864}},\
            "seccomp":{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"action":"SCMP_ACT_ERRNO",\
            "args":[{"index":1,"op":"SCMP_CMP_EQ","value":18446744073709551615}],"errnoRet":1,"names":["mkdir"]}]},\
            "sysctl":{"net.ipv4.ip_forward":"1"}},\
            "mounts":[{"destination":"/proc","options":["nosuid"],"source":"proc","type":"proc"},\
            {"destination":"/etc/resolv.conf","options":["rbind","ro"],\
            "source":"/f/vms/1/guest/run/kata-containers/shared/containers/c-resolv.conf","type":"bind"}],\
            "ociVersion":"1.1.0",\
            "process":{"args":["/probe","say","hello"],"capabilities":{"bounding":["CAP_KILL"]},"cwd":"/work",\
            "env":["A=1"],"noNewPrivileges":true,"oomScoreAdj":-5,\
            "rlimits":[{"hard":18446744073709551615,"soft":0,"type":"RLIMIT_CORE"}],\
            "user":{"additionalGids":[7],"gid":0,"uid":5}},\
            "root":{"path":"/bundle/rootfs","readonly":true}}
            """
        #expect(String(decoding: try plan.config.bytes, as: UTF8.self) == expected)
        #expect(plan.needs.map(\.description) == ["/run/kata-containers/shared/containers/c-resolv.conf"])
    }

    @Test("a PID namespace of the pod is joined")
    func shared() throws {
        var place = place
        place.shared["pid"] = "/proc/7/ns/pid"
        let plan = try ContainerPlan(SpecTests.spec(), in: place)
        let namespaces = plan.config.json[["linux", "namespaces"]]?.list ?? []
        #expect(namespaces.contains(.object(["type": .text("pid"), "path": .text("/proc/7/ns/pid")])))
        #expect(namespaces.count == 6)
    }

    @Test("a specification that only has what it must have")
    func bare() throws {
        let spec = Grpc_Spec.with {
            $0.process = .with { $0.args = ["/a"] }
            $0.linux = Grpc_Linux()
        }
        let json = try ContainerPlan(spec, in: place).config.json
        #expect(json["ociVersion"] == .text("1.0.2"))
        #expect(json[["process", "cwd"]] == .text("/"))
        #expect(json["hooks"] == nil && json["hostname"] == nil && json[["linux", "resources"]] == nil)
    }

    @Test("a terminal has its size, and only a terminal")
    func console() throws {
        let size = Grpc_Box.with {
            $0.height = 25
            $0.width = 80
        }
        for terminal in [true, false] {
            let process = Grpc_Process.with {
                $0.args = ["/a"]
                $0.terminal = terminal
                $0.consoleSize = size
            }
            let json = try ProcessSpec.json(of: process)
            let expected: JSONValue? = terminal ? .object(["height": .integer(25), "width": .integer(80)]) : nil
            #expect(json["consoleSize"] == expected)
        }
    }

    @Test("every limit, and zero as not set")
    func resources() throws {
        let resources = Grpc_LinuxResources.with { resources in
            resources.devices = [
                .with {
                    $0.allow = false
                    $0.access = "rwm"
                    $0.major = -1
                }
            ]
            resources.memory = .with {
                $0.limit = -1
                $0.swap = 3
                $0.disableOomkiller = true
            }
            resources.cpu = .with {
                $0.shares = 2
                $0.quota = -1
                $0.period = 100
                $0.cpus = "0-1"
            }
            resources.pids = .with { $0.limit = 9 }
            resources.blockIo = .with {
                $0.weight = 10
                $0.throttleReadIopsdevice = [
                    .with {
                        $0.major = 8
                        $0.rate = 5
                    }
                ]
            }
            resources.hugepageLimits = [
                .with {
                    $0.pagesize = "2MB"
                    $0.limit = .max
                }
            ]
            resources.network = .with {
                $0.classID = 1
                $0.priorities = [.with { $0.name = "eth0" }]
            }
        }
        let text = String(decoding: try ResourcesSpec.json(of: resources).value.sortedBytes, as: UTF8.self)
        #expect(
            text == """
                {"blockIO":{"throttleReadIOPSDevice":[{"major":8,"minor":0,"rate":5}],"weight":10},\
                "cpu":{"cpus":"0-1","period":100,"quota":-1,"shares":2},\
                "devices":[{"access":"rwm","allow":false,"major":-1}],\
                "hugepageLimits":[{"limit":18446744073709551615,"pageSize":"2MB"}],\
                "memory":{"disableOOMKiller":true,"limit":-1,"swap":3},\
                "network":{"classID":1,"priorities":[{"name":"eth0","priority":0}]},"pids":{"limit":9}}
                """)
        let none = Grpc_LinuxResources.with {
            $0.memory = Grpc_LinuxMemory()
            $0.pids = Grpc_LinuxPids()
        }
        #expect(ResourcesSpec.json(of: none).isEmpty)
    }

    /// What a hostile shim does to a good specification.
    static let damages: [(String, @Sendable (inout Grpc_Spec) -> Void)] = [
        ("no process", { $0.clearProcess() }),
        ("no Linux", { $0.clearLinux() }),
        ("no arguments", { $0.process.args = [] }),
        ("a zero in an argument", { $0.process.args = ["a\0b"] }),
        ("a zero in the environment", { $0.process.env = ["A=\0"] }),
        ("a mount to nowhere", { $0.mounts[0].destination = "" }),
        ("a mount that climbs", { $0.mounts[0].destination = "/a/../../b" }),
        ("a bind that climbs", { $0.mounts[1].source = "/run/../../etc/shadow" }),
        ("a bind of a relative path", { $0.mounts[1].source = "etc/shadow" }),
        ("a bind by its options", { $0.mounts[0].options = ["bind"] }),
        ("a file system of a device", { $0.mounts[0].type = "ext4" }),
        ("a namespace of the host", { $0.linux.namespaces[4].path = "/proc/1/ns/mnt" }),
        ("a namespace of no kind", { $0.linux.namespaces[4].type = "time" }),
    ]

    @Test("a hostile specification is refused", arguments: damages.indices)
    func hostile(_ index: Int) throws {
        var spec = SpecTests.spec()
        SpecTests.damages[index].1(&spec)
        #expect(throws: AgentFailure.self, "\(SpecTests.damages[index].0)") { try ContainerPlan(spec, in: place) }
    }

    @Test("paths to the pod's namespaces that a shim names are not followed")
    func named() throws {
        var spec = SpecTests.spec()
        for index in 0..<4 { spec.linux.namespaces[index].path = "/proc/1/ns/pid" }
        let bytes = try ContainerPlan(spec, in: place).config.bytes
        #expect(!String(decoding: bytes, as: UTF8.self).contains("/proc/1/"))
    }
}
