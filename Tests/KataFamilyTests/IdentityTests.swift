import Drivers
import Linux
import Matrices
import Recordings
import Testing

@testable import KataFamily

@Suite("Who a Kata shim is") struct IdentityTests {
    private let family = KataShims()

    @Test("version, commit, configuration and every file that it names, with digests and versions")
    func whole() async throws {
        try await ConstructedKata.with { kata in
            try kata.putRelease()
            let contender = try #require(family.found(in: kata.folder).contenders.first { $0.name == "kata-go-qemu" })
            let identity = try await family.identify(contender) { await ConstructedKata.run($0, $1) }
            #expect(identity.release == "go@4.1.0" && identity.version == ConstructedKata.go)
            #expect(identity.info == nil && identity.unread == nil)
            #expect(identity.configuration?.sha256.count == 64)
            #expect(
                identity.parts.map { "\($0.role) \($0.version)" } == [
                    "vmm qemu-system-x86_64 version 11.0.1", "kernel 6.18.35", "image kata-ubuntu-noble-4.1.0.image",
                    "virtiofsd virtiofsd 1.14.0",
                ])
            // Unpacked elsewhere than it is made for, its own files are meant.
            #expect(
                identity.parts.allSatisfy { $0.path.hasPrefix("\(kata.folder)/opt/kata/") && $0.sha256.count == 64 })
            let settings = try #require(try family.settings(in: [], of: contender))
            #expect(settings.keys.contains("hypervisor/default_vcpus"))
            #expect(settings.annotations.contains("io.katacontainers.config.hypervisor.enable_iommu"))
        }
    }

    @Test("drop-ins are told with their digests, and what they set holds")
    func dropIns() async throws {
        try await ConstructedKata.with { kata in
            try kata.putRelease()
            let defaults = "opt/kata/share/defaults/kata-containers"
            try kata.put("\(defaults)/config.d/20.toml", "[hypervisor.qemu]\ninitrd = \"/none\"\nimage = \"\"\n")
            let contender = try #require(family.found(in: kata.folder).contenders.first { $0.name == "kata-go-qemu" })
            let identity = try await family.identify(contender) { await ConstructedKata.run($0, $1) }
            #expect(identity.parts.first?.role == "drop-in" && identity.parts.first?.sha256.count == 64)
            #expect(!identity.parts.contains { $0.role == "image" })
            #expect(identity.parts.contains { $0.role == "initrd" && $0.sha256.isEmpty })
            #expect(identity.unread == ["/none: the initrd: it is not there"])
        }
    }

    @Test("3.0.0 has no language in its line: the release that the user names decides, else it is said")
    func old() async throws {
        try await ConstructedKata.with { kata in
            let line = "Kata Containers containerd shim: id: \"io.containerd.kata.v2\", version: 3.0.0, commit: e2a8815"
            try kata.putShim("shim", says: line)
            var contender = Contender(name: "a", family: "kata", shim: "\(kata.folder)/shim")
            let unknown = try await family.identify(contender) { await ConstructedKata.run($0, $1) }
            #expect(unknown.release == nil)
            #expect(unknown.unread == ["\(contender.shim): neither its version nor its notes tell Go from Rust"])
            contender.release = "rust@3.0.0"
            let told = try await family.identify(contender) { await ConstructedKata.run($0, $1) }
            #expect(told.release == "rust@3.0.0" && told.unread == nil)
        }
    }

    @Test("a fork keeps the release that it is said to be based on; another language than that is refused")
    func fork() async throws {
        try await ConstructedKata.with { kata in
            try kata.putShim("shim", says: ConstructedKata.rust.replacing("4.1.0", with: "4.1.0-acme.7"))
            var contender = Contender(name: "a", family: "kata", release: "rust@4.0.0", shim: "\(kata.folder)/shim")
            let identity = try await family.identify(contender) { await ConstructedKata.run($0, $1) }
            #expect(identity.release == "rust@4.0.0" && identity.version.contains("4.1.0-acme.7"))
            contender.release = "go@4.1.0"
            let error = await #expect(throws: ContenderError.self) {
                try await family.identify(contender) { await ConstructedKata.run($0, $1) }
            }
            #expect(error?.why == "the shim there is the one in Rust")
            contender.release = "4.1.0"
            await #expect(throws: ContenderError.self) {
                try await family.identify(contender) { await ConstructedKata.run($0, $1) }
            }
        }
    }

    @Test(
        "who says no version of Kata's is none",
        arguments: [
            "echo hello", "exit 3", "true", "kill -9 $$", "printf 'Kata Containers containerd shim (Rust): version: x'",
            "head -c 3000000 /dev/zero",
        ])
    func refused(script: String) async throws {
        try await ConstructedKata.with { kata in
            try kata.put("shim", "#!/bin/sh\n\(script)\n", mode: 0o755)
            let contender = Contender(name: "a", family: "kata", shim: "\(kata.folder)/shim")
            let error = await #expect(throws: ContenderError.self) {
                try await family.identify(contender) { await ConstructedKata.run($0, $1) }
            }
            #expect(error.map { $0.why.count < 600 } == true)
        }
    }

    @Test("-info of 4.1 is a message: its name, version and revision are told")
    func info() async throws {
        var version = Wire.Encoder()
        version.string(1, "4.1.0")
        version.string(2, "abc")
        var message = Wire.Encoder()
        message.string(1, "io.containerd.kata.v2")
        message.bytes(2, version.bytes)
        #expect(RuntimeInfo.words(of: RawBytes(message.bytes)) == "io.containerd.kata.v2 4.1.0 abc")
        #expect(RuntimeInfo.words(of: RawBytes([])) == nil)
        #expect(RuntimeInfo.words(of: RawBytes([0xff, 0x1b])) == "\u{fffd}\\u{1b}")
    }
}
