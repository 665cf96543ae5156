import Drivers
import Kata
import KataFamily
import Matrices
import Recordings
import Testing

@Suite("Letting the agent's log out") struct AgentLogTests {
    private let family = KataShims()

    private func contender(_ kata: ConstructedKata, _ text: String, release: String? = "go@4.1.0") throws -> Contender {
        try kata.putShim("shim", says: ConstructedKata.go)
        try kata.put("c.toml", text)
        var contender = Contender(
            name: "a", family: "kata", release: release, shim: "\(kata.folder)/shim", config: "\(kata.folder)/c.toml")
        contender.agentLog = true
        return contender
    }

    @Test("the configuration of a trial lets it out, and what the scenario sets wins")
    func written() async throws {
        try await ConstructedKata.with { kata in
            var contender = try contender(kata, "[hypervisor.qemu]\nenable_debug = false\n[runtime]\n")
            let text = String(decoding: try family.configuration(of: contender, setting: [:]), as: UTF8.self)
            #expect(text == "[hypervisor.qemu]\nenable_debug = true\n[runtime]\nenable_debug = true\n")
            let own = try family.configuration(of: contender, setting: ["runtime/enable_debug": "false"])
            #expect(String(decoding: own, as: UTF8.self).hasSuffix("[runtime]\nenable_debug = false\n"))
            contender.agentLog = nil
            let plain = String(decoding: try family.configuration(of: contender, setting: [:]), as: UTF8.self)
            #expect(plain == "[hypervisor.qemu]\nenable_debug = false\n[runtime]\n")
        }
    }

    @Test("it is told as a drop-in, with its digest")
    func told() async throws {
        try await ConstructedKata.with { kata in
            let changed = try contender(kata, "[hypervisor.qemu]\n[runtime]\n")
            let identity = try await family.identify(changed) { await ConstructedKata.run($0, $1) }
            let part = try #require(identity.parts.first)
            #expect(part.role == "drop-in" && part.path == AgentLog.fileName && part.version == "agent-log")
            #expect(part.sha256.count == 64)
        }
    }

    @Test("where nothing could let it out, it is refused before anything is run")
    func refused() async throws {
        try await ConstructedKata.with { kata in
            let remote = try contender(kata, "[hypervisor.remote]\n[runtime]\n")
            let error = await #expect(throws: ContenderError.self) {
                try await family.identify(remote) { await ConstructedKata.run($0, $1) }
            }
            #expect(error?.description.contains("the guest runs elsewhere") == true, "\(error?.description ?? "")")
            let unknown = try contender(kata, "[hypervisor.qemu]\n", release: nil)
            let other = #expect(throws: ContenderError.self) { try family.configuration(of: unknown, setting: [:]) }
            #expect(other?.now.contains("name its release") == true)
        }
    }
}
