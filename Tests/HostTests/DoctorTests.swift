import FoundationEssentials
import Glibc
import Testing

@testable import Host

@Suite struct DoctorTests {
    static let healthy = HostFacts(
        kernel: "6.1.0", architecture: "x86_64", distribution: "Debian", processors: 2, memoryBytes: 1 << 33,
        cgroups: CgroupLayout(hierarchies: [CgroupHierarchy(version: .v2, point: "/sys/fs/cgroup")]),
        kvm: .runs(nanoseconds: 900_000), load: [0, 0, 0], clockSource: "tsc", user: 0,
        capabilities: Set((0...40).map(Capability.init(number:))), openFilesLimit: 20_000,
        runAvailableBytes: 1 << 30)

    private func checks(_ change: (inout Doctor.Input) -> Void) -> [DoctorCheck] {
        var input = Doctor.Input(
            facts: Self.healthy,
            tools: InstalledTool.names.map { InstalledTool(name: $0, path: "/usr/bin/\($0)", version: "1.0") },
            kataFiles: ["/opt/kata/bin/containerd-shim-kata-v2", "/opt/kata/runtime-rs/bin/containerd-shim-kata-v2"],
            leftovers: [])
        change(&input)
        return Doctor.checks(input)
    }

    @Test func aHealthyHostHasNothingToMendButWhatV2Lacks() {
        let all = checks { _ in }
        #expect(all.filter { $0.state != .ok }.map(\.check) == ["view legacy"])
        #expect(Set(all.map(\.check)).count == all.count)
    }

    /// One fault, and the check that has to tell it.
    struct Fault: Sendable, CustomTestStringConvertible {
        let check: String
        let state: DoctorCheck.State
        let change: @Sendable (inout Doctor.Input) -> Void

        init(_ check: String, _ state: DoctorCheck.State, _ change: @escaping @Sendable (inout Doctor.Input) -> Void) {
            self.check = check
            self.state = state
            self.change = change
        }

        var testDescription: String { "\(check) \(state)" }
    }

    static let faultCases = [
        Fault("root", .fail) { $0.facts.user = 1000 },
        Fault("capability CAP_SYS_RESOURCE", .warn) { $0.facts.capabilities.remove(.systemResources) },
        Fault("capability CAP_SYS_ADMIN", .fail) { $0.facts.capabilities.remove(.systemAdministration) },
        Fault("open files", .warn) { $0.facts.openFilesLimit = 1_024 },
        Fault("space in /run", .warn) { $0.facts.runAvailableBytes = 20 << 20 },
        Fault("space in /run", .fail) { $0.facts.runAvailableBytes = 1 << 20 },
        Fault("tool crun", .absent) { $0.tools.removeAll { $0.name == "crun" } },
        Fault("tool runc", .warn) { input in
            for index in input.tools.indices where input.tools[index].name == "runc" {
                input.tools[index].version = nil
            }
        },
        Fault("kvm", .absent) { $0.facts.kvm = .absent },
        Fault("kvm", .warn) { $0.facts.kvm = .broken(why: "x") },
        Fault("kvm", .warn) { $0.facts.kvm = .noAccess(why: "x") },
        Fault("kata-rust", .absent) { $0.kataFiles.remove("/opt/kata/runtime-rs/bin/containerd-shim-kata-v2") },
        Fault("leftovers", .warn) { $0.leftovers = ["cgroup /x", "mount /y"] },
    ]

    /// Each fault, alone, changes just the check that is named.
    @Test(arguments: faultCases)
    func eachFaultIsTold(_ fault: Fault) throws {
        let before = checks { _ in }
        let changed = checks(fault.change).filter { !before.contains($0) }
        #expect(changed.map(\.check) == [fault.check])
        let check = try #require(changed.first)
        #expect(check.state == fault.state)
        #expect(!check.affects.isEmpty && !check.mend.isEmpty)
    }

    @Test func noCgroupsAtAll() {
        let bad = checks { $0.facts.cgroups = CgroupLayout(hierarchies: []) }.filter { $0.state != .ok }
        #expect(bad.map(\.check) == ["cgroups", "view host", "view legacy"])
    }

    @Test func hybridHosts() {
        let v1 = CgroupHierarchy(version: .v1, point: "/sys/fs/cgroup/pids", controllers: ["pids"])
        let all = checks { $0.facts.cgroups.hierarchies.append(v1) }
        #expect(all.filter { $0.check.hasPrefix("view") }.map(\.state) == [.ok, .ok, .warn])
        #expect(all.first { $0.check == "view unified" }?.affects.contains("pids") == true)
    }

    @Test func theKeysProgramsRelyOn() throws {
        let check = DoctorCheck("kvm", .absent, "no", affects: "a", mend: "m")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(check), as: UTF8.self)
        #expect(text == #"{"affects":"a","check":"kvm","detail":"no","mend":"m","state":"absent"}"#)
    }

    @Test func thisHost() async throws {
        let facts = try await HostFacts.read()
        #expect(facts.processors >= 1 && facts.memoryBytes > 1 << 20 && facts.load.count == 3)
        #expect(facts.user == geteuid())
        #expect(facts.kernel != "unknown" && facts.clockSource != "unknown" && facts.openFilesLimit > 0)
        #expect(try JSONDecoder().decode(HostFacts.self, from: JSONEncoder().encode(facts)) == facts)
    }

    @Test(.enabled(if: access("/usr/bin/crun", X_OK) == 0)) func findsInstalledTools() async throws {
        let crun = try #require(try await InstalledTool.find().first { $0.name == "crun" })
        #expect(crun.path == "/usr/bin/crun")
        #expect(crun.version?.first?.isNumber == true)
    }

    @Test(
        arguments: [
            ("runc version 1.1.5+ds1\ncommit: x", "1.1.5+ds1"), ("crun version 1.8.1\nspec: 1.0.0", "1.8.1"),
            ("containerd github.com/containerd/containerd 1.6.20~ds1 1.6.20~ds1-1", "1.6.20~ds1"),
            ("containerd-shim-runc-v2:\n  Version:  1.6.20~ds1\n", "1.6.20~ds1"), ("runsc version release-2024\n", nil),
            ("v2.1.9", "2.1.9"), ("", nil), ("no number here.", nil),
        ] as [(String, String?)])
    func versions(answer: String, version: String?) {
        #expect(InstalledTool.version(in: answer) == version)
    }

    @Test func textsOfTheKernel() {
        #expect(
            Capability.effective("Name: x\nCapEff:\t0000000001000001\n") == [
                Capability(number: 0), .systemResources,
            ])
        #expect(Capability.effective("CapEff: zz") == [] && Capability.effective("") == [])
        #expect(HostFacts.memory("MemTotal:  1024 kB\n") == 1 << 20)
        #expect(HostFacts.memory("x") == 0)
        #expect(HostFacts.distribution("ID=x\nPRETTY_NAME=\"Debian 12\"\n") == "Debian 12")
        #expect(HostFacts.distribution("") == "unknown")
        #expect("\(Capability.systemResources)" == "CAP_SYS_RESOURCE" && "\(Capability(number: 63))" == "CAP_63")
    }
}

@Suite("What makes times vary") struct HostFitnessTests {
    static let files = [
        "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor": "powersave",
        "/sys/devices/system/cpu/smt/active": "1", "/sys/devices/system/cpu/intel_pstate/no_turbo": "1",
        "/sys/kernel/mm/transparent_hugepage/enabled": "always [madvise] never", "/sys/kernel/mm/ksm/run": "0",
        "/proc/cpuinfo": "processor\t: 0\nflags\t\t: fpu hypervisor sse\n",
        "/sys/module/kvm_amd/parameters/nested": "1", "/sys/devices/system/node/online": "0-1",
        "/proc/meminfo": "MemTotal: 4096 kB\nMemAvailable: 2048 kB\n",
    ]

    @Test("every fact is read from its file")
    func reads() {
        #expect(
            HostFitness.read { Self.files[$0] }.facts == [
                "governor": "powersave", "smt": "on", "turbo": "off", "thp": "madvise", "ksm": "off", "guest": "yes",
                "nested": "on", "numa": "nodes 0-1", "free memory": "2 MiB",
            ])
    }

    @Test("what is not there is said, and what is hostile is bounded")
    func absent() {
        let facts = HostFitness.read { _ in nil }.facts
        #expect(facts["smt"] == "unknown" && facts["nested"] == "no kvm module" && facts["guest"] == "no")
        #expect(
            HostFitness.read { _ in String(repeating: "x", count: 9999) }.facts.values.allSatisfy { $0.count <= 80 })
    }
}
