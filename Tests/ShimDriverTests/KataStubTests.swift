import Drivers
import Facets
import Kata
import KataFamily
import Linux
import Matrices
import Recordings
import Scenarios
import Testing

/// How Kata's shims are driven, on stubs that take their configuration, answer and log as is known of them.
///
/// No real Kata took part: what these show is that the driver does what the facts ask of it.
@Suite("Stubs of Kata's shims", .serialized, .enabled(if: Real.canRun), .timeLimit(.minutes(3)))
struct KataStubTrials {
    private let sleeper = ContainerSpec.main("sleep")
    private let plain: [Step] = [
        .do(.create(main)), .do(.start(main)), .do(.kill(main, signal: 9, all: false)), .do(.wait(main)),
        .do(.delete(main)),
    ]

    /// The Go shim reads one key.
    private let knowledge = KataKnowledge {
        var keys = ShimKeys()
        keys.reads = ["hypervisor": ["default_vcpus": .float]]
        let version = try #require(KataVersion("4.1.0"))
        return KataKnowledge.Facts(tables: [KeyTable(version: version, go: keys, rust: keys, annotations: [])])
    }

    private func tryStub(
        _ mode: String, release: String?, given: Given = Given(), looks: Bool = false, hypervisor: String = "qemu",
        guest: String? = nil, _ steps: [Step],
        look: (Tried) throws -> Void
    ) async throws {
        let folder = "/tmp/kumite-stub-\(UInt64.random(in: 0...UInt64.max))"
        try Files.makeDirectory(folder)
        defer { _ = Files.removeTree(folder) }
        try Files.makeLink("\(folder)/stub-shim.\(mode)", to: try Real.built("stub-shim"))
        try Files.write("\(folder)/qemu-system-x86_64", Array("#!/bin/sh\nsleep 3600; :\n".utf8), mode: 0o755)
        try Files.write(
            "\(folder)/c.toml",
            Array(
                "[hypervisor.\(hypervisor)]\npath = \"\(folder)/qemu-system-x86_64\"\ndefault_vcpus = 1\nshared_fs = \"none\"\n"
                    .utf8))
        var contender = Contender(
            name: mode, family: "kata", release: release, shim: "\(folder)/stub-shim.\(mode)",
            config: "\(folder)/c.toml"
        )
        contender.hypervisor = guest
        try look(
            try await attempt(
                .of([sleeper], given: given, steps), contender, speaks: "1.7",
                family: KataShims(knowledge), looks: looks))
    }

    @Test(
        "a configuration reaches each shim by its own channel, and the pid of a container is the monitor's",
        arguments: [("kata-go", "go@4.1.0"), ("kata-rust", "rust@4.1.0"), ("kata-old-rust", "rust@3.0.0")])
    func channel(mode: String, release: String) async throws {
        try await tryStub(mode, release: release, plain) { tried in
            #expect(tried.unmet == [] && tried.infrastructure == [], "\(tried.story)")
            #expect(tried.text("main/create/pid") == "vmm:main", "\(tried.story)")
            #expect(tried.left == [])
        }
    }

    @Test("the shim of 3.0 publishes by the publish binary, and every event comes")
    func published() async throws {
        try await tryStub("kata-old-rust", release: "rust@3.0.0", plain) { tried in
            #expect(
                tried.topics == ["/tasks/create", "/tasks/start", "/tasks/exit", "/tasks/delete"], "\(tried.story)")
        }
    }

    @Test(
        "a shim that loses events at Shutdown is asked when the ends of its tasks were told, before a stand-in guest",
        arguments: [(Contender.standin, ["/tasks/delete"]), ("qemu", [])])
    func drops(before guest: String, told: [String]) async throws {
        try await tryStub("kata-drops", release: "go@4.1.0", guest: guest, plain) { tried in
            #expect(tried.topics.filter { $0 == "/tasks/delete" } == told, "\(tried.story)")
        }
    }

    @Test("a step that asks for the shutdown does so at once")
    func dropsAtOnce() async throws {
        let steps = plain + [.do(.shutdown(main, now: false))]
        try await tryStub("kata-drops", release: "go@4.1.0", guest: Contender.standin, steps) { tried in
            #expect(!tried.topics.contains("/tasks/delete"), "\(tried.story)")
        }
    }

    @Test(
        "told by the wrong channel, a shim refuses, and that is seen",
        arguments: [("kata-rust", "rust@3.0.0"), ("kata-old-rust", "rust@4.1.0")])
    func wrongChannel(mode: String, release: String) async throws {
        try await tryStub(mode, release: release, [.do(.create(main), expect: ["error": .any])]) { tried in
            #expect(tried.unmet == [], "\(tried.story)")
        }
    }

    @Test("a monitor that is threads of the shim is told as such")
    func thread() async throws {
        try await tryStub("kata-thread", release: "rust@4.1.0", plain) { tried in
            #expect(tried.text("main/create/pid") == "thread:shim:main", "\(tried.story)")
        }
    }

    @Test("a shim that reads another configuration makes the trial say nothing of it")
    func elsewhere() async throws {
        try await tryStub("kata-elsewhere", release: "go@4.1.0", plain) { tried in
            #expect(tried.infrastructure.count >= 1, "\(tried.story)")
            #expect(
                tried.infrastructure.first?.contains("that it read /etc/kata-containers/configuration.toml, not")
                    == true)
        }
    }

    @Test("a start that fails with exit status 0 is judged by its answer, and what it says is told")
    func refused() async throws {
        try await tryStub(
            "kata-refuses", release: "rust@4.1.0", [.do(.create(main), expect: ["error": .scalar("broken")])]
        ) { tried in
            #expect(tried.unmet == [], "\(tried.story)")
            let why = tried.calls.compactMap { if case .broken(let why) = $0.outcome { why } else { nil } }
            #expect(why == ["it printed nothing: ERROR: start failed: Address in use"])
        }
    }

    @Test("the monitor can be crashed, whose child it is")
    func crash() async throws {
        try await tryStub(
            "kata-go", release: "go@4.1.0",
            [
                .do(.create(main)), .do(.start(main)), .do(.crash(role: "vmm", .kill)),
                .do(.kill(main, signal: 9, all: false)), .do(.wait(main)), .do(.delete(main)),
            ]
        ) { tried in
            #expect(tried.unmet == [] && tried.text("run/crash/error") == nil, "\(tried.story)")
        }
    }

    private func bag(_ tried: Tried, _ path: String) -> [String]? {
        guard case .seen(.bag(let values))? = tried.facet(path) else { return nil }
        return values.map { if case .text(let text) = $0 { text } else { "\($0)" } }.sorted()
    }

    @Test(
        "what only the family looks at is seen as the facts have it, and nothing of it is left",
        arguments: [("kata-go", "go@4.1.0"), ("kata-rust", "rust@4.1.0")])
    func sights(mode: String, release: String) async throws {
        try await tryStub(mode, release: release, looks: true, plain) { tried in
            #expect(tried.unmet == [] && tried.infrastructure == [] && tried.left == [], "\(tried.story)")
            // The stub's monitor waits by a child of its own.
            #expect(bag(tried, "host/sandbox/processes") == ["shim", "sleep", "vmm"])
            #expect(bag(tried, "host/sandbox/processes/unlike-known") == [])
            let state = mode == "kata-go" ? "/run/vc/sbs/main/persist.json" : "/run/kata/main/root/qmp.sock"
            #expect(bag(tried, "host/sandbox/paths")?.contains(state) == true, "\(tried.facets.sorted)")
            #expect(bag(tried, "host/sandbox/paths/unlike-known") == [])
            #expect(
                bag(tried, "host/sandbox/network") == [
                    "eth0 (veth), what comes in goes to tap0_kata", "lo", "tap0_kata (tun), what comes in goes to eth0",
                ])
            #expect(bag(tried, "host/sandbox/network/unlike-known") == [])
            // The stub puts nothing into a group: a look must tell that.
            let told = bag(tried, "host/sandbox/cgroups/unlike-known") ?? []
            #expect(told.contains { $0.hasPrefix("the shim is in ") }, "\(told)")
            #expect(bag(tried, "host/sandbox/left") == [])
        }
    }

    @Test("a tap, a queue and a chain of rules that stay in the pod's network are told, and break the contract")
    func leaves() async throws {
        try await tryStub("kata-leaves", release: "go@4.1.0", looks: true, plain) { tried in
            #expect(tried.infrastructure == [], "\(tried.story)")
            #expect(
                bag(tried, "host/sandbox/left") == [
                    "chains: filter KATA-LEFT", "network: link tap0_kata", "network: queue ffff: on eth0",
                ], "\(tried.facets.sorted)")
            #expect(faults(in: tried.facets, by: .shim).map(\.path.description) == ["host/sandbox/left"])
        }
    }

    @Test(
        "a monitor that shares no files is given the root file system as a block device",
        arguments: ["firecracker", "fc"])
    func block(hypervisor: String) async throws {
        try await tryStub("kata-go", release: "go@4.1.0", hypervisor: hypervisor, plain) { tried in
            #expect(tried.unmet == [] && tried.infrastructure == [] && tried.left == [], "\(tried.story)")
            let created = try #require(tried.calls.first { $0.method == "Create" })
            let text = String(decoding: created.request.bytes, as: UTF8.self)
            #expect(text.contains("ext4") && text.contains("/dev/loop"), "\(text)")
        }
        try await tryStub("kata-go", release: "go@4.1.0", plain) { tried in
            let created = try #require(tried.calls.first { $0.method == "Create" })
            #expect(!String(decoding: created.request.bytes, as: UTF8.self).contains("/dev/loop"))
        }
    }

    @Test("in a trial that is timed nobody looks, and that is told")
    func timed() async throws {
        try await tryStub("kata-go", release: "go@4.1.0", plain) { tried in
            let sights = tried.observations.filter { if case .sight = $0.what { true } else { false } }
            #expect(sights.isEmpty, "\(tried.story)")
        }
    }

    @Test("keys that a scenario sets are in the configuration that the shim is told")
    func keys() async throws {
        var given = Given()
        given.config = ["hypervisor/default_vcpus": "2"]
        try await tryStub("kata-go", release: "go@4.1.0", given: given, plain) { tried in
            #expect(tried.unmet == [] && tried.infrastructure == [], "\(tried.story)")
            let log = tried.observations.compactMap { if case .log(let bytes) = $0.what { bytes.oneLine } else { nil } }
            #expect(log.first?.contains("file=/var/lib/\(tried.nonce)/configuration.toml") == true, "\(tried.story)")
        }
    }
}
