import Drivers
import Host
import Kata
import Linux
import Matrices
import Recordings
import Scenarios
import Testing

@testable import KataFamily

@Suite("A stand-in guest")
struct StandinTests {
    private let family = KataShims()

    private func contender(_ release: String?, config: String? = nil) -> Contender {
        Contender(
            name: "k", family: "kata", release: release, shim: "/k", config: config, hypervisor: Contender.standin)
    }

    @Test(
        "a shim without a configuration is given its own remote hypervisor's, by the key that it reads",
        arguments: [
            ("go@3.3.0", "remote_hypervisor_socket", true), ("go@4.1.0", "remote_hypervisor_socket", true),
            ("rust@3.11.0", "hypervisor_socket", false), ("rust@4.1.0", "hypervisor_socket", false),
        ])
    func written(_ release: String, _ key: String, isGo: Bool) throws {
        let made = try family.prepare(contender(release))
        let text = try #require(made.rewritten?.text)
        #expect(text.contains("\n\(key) = \"/run/peerpod/hypervisor.sock\"\n"))
        #expect(made.config == StandinConfiguration.path)
        #expect(made.lacks == ["host-workload", "qemu", "shared-files", "virtiofsd", "vmm"])
        let document = try #require(TomlDocument.read(Array(text.utf8), file: "c").0)
        let facts = ConfigurationFacts([document])
        #expect(facts.hypervisor == "remote" && (facts.language == .go) == isGo && facts.parts.isEmpty)
        // The Rust shim refuses keys of the agent's that it does not know: both of these are there since 3.11.
        if !isGo {
            #expect(
                facts.keys.filter { $0.hasPrefix("agent") } == ["agent/dial_timeout_ms", "agent/reconnect_timeout_ms"])
        }
        #expect(family.companion(of: made) != nil)
        #expect(family.options(for: made, folder: "/f") != nil)
    }

    @Test(
        "what a scenario of a setting changes before a stand-in guest is not so in the file that is written for it",
        arguments: SettingEffect.all.filter { $0.isBeforeStandin && $0.value != nil })
    func changed(_ effect: SettingEffect) throws {
        let place = try #require(KeyPlace(effect.key))
        for release in ["go@4.1.0", "rust@4.1.0"] {
            let text = try #require(try family.prepare(contender(release)).rewritten?.text)
            let document = try #require(TomlDocument.read(Array(text.utf8), file: "c").0)
            #expect(ConfigurationText([document]).value(of: place)?.description != effect.value, "\(release)")
        }
    }

    @Test("one of the user's keeps what it says, but for the socket; one for a VM is refused")
    func named() async throws {
        try await ConstructedKata.with { kata in
            try kata.put("remote.toml", "[hypervisor.remote]\ndefault_vcpus = 3\n[runtime]\nenable_debug = true\n")
            let made = try family.prepare(contender("go@3.9.0", config: "\(kata.folder)/remote.toml"))
            let text = try #require(made.rewritten?.text)
            #expect(text.contains("default_vcpus = 3") && text.contains("enable_debug = true"))
            #expect(text.contains("remote_hypervisor_socket = \"/run/peerpod/hypervisor.sock\""))
            #expect(made.config == "\(kata.folder)/remote.toml")
            try kata.put("qemu.toml", ConstructedKata.configuration("qemu"))
            #expect(throws: ContenderError.self) {
                try family.prepare(contender("go@3.9.0", config: "\(kata.folder)/qemu.toml"))
            }
        }
    }

    @Test(
        "a shim of no known release, or of one without a remote hypervisor, is refused",
        arguments: [
            nil, "go@3.2.0", "rust@3.10.0",
        ])
    func refused(_ release: String?) {
        #expect(throws: ContenderError.self) { try family.prepare(contender(release)) }
    }

    @Test("before a VM there is no guest of ours, but a system log of the trial's own", arguments: ["qemu", "standin"])
    func companions(hypervisor: String) throws {
        let contender = Contender(name: "k", family: "kata", shim: "/k", hypervisor: hypervisor)
        let companion = try #require(family.companion(of: contender))
        #expect((companion is StandinGuest) == (hypervisor == "standin"))
        #expect(companion.own == (hypervisor == "standin" ? .run : .logs))
    }

    @Test("the program is beside kumite, is told the lane's cgroup, and carries the run's name")
    func place() {
        let place = StandinPlace(
            folder: "/run/kumite/kabc-1/g", record: "/w/r", cgroups: "/kumite-kabc/1", runtime: "/usr/sbin/runc",
            program: StandinGuest.program(beside: "/opt/bin/kumite"))
        #expect(place.program == "/opt/bin/standin")
        #expect(place.mark == ["KUMITE_RUN=kabc"])
        #expect(
            place.words(bundles: "/w/b").suffix(4) == ["--cgroups", "/kumite-kabc/1", "--runtime", "/usr/sbin/runc"])
    }

    @Test("a guest that a scenario wants bad is started so, its parameters in their order")
    func faults() {
        let place = StandinPlace(
            folder: "/f", record: "/r", cgroups: "/c", runtime: "/usr/sbin/runc", program: "/standin")
        let guest = GuestSpec(fault: "agent/wrong-error", parameters: ["method": "Check", "code": "internal"])
        #expect(
            place.words(bundles: "/w/b", guest).suffix(6) == [
                "--fault", "agent/wrong-error", "--with", "code=internal", "--with", "method=Check",
            ])
        #expect(!place.words(bundles: "/w/b", GuestSpec()).contains("--fault"))
    }
}
