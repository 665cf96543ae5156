import Drivers
import Foundation
import Kata
import Linux
import Matrices
import Recordings
import Testing

@testable import KataFamily

@Suite("Setups") struct SetupTests {
    private static let keys = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Matrix/kata-keys")
    private let family = KataShims(
        KataKnowledge {
            func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: keys.appending(path: name))) }
            return KataKnowledge.Facts(
                tables: [KeyTableFile.load(try bytes("4.1.0.yaml"), file: "4.1.0.yaml").table].compactMap(\.self),
                changes: KeyChangesFile.load(try bytes("changes.yaml"), file: "changes.yaml").changes)
        })

    private func pair(_ kata: ConstructedKata) throws -> (go: Contender, rust: Contender) {
        let found = family.found(in: kata.folder).contenders
        var go = try #require(found.first { $0.name == "kata-go-qemu" })
        var rust = try #require(found.first { $0.name == "kata-rust-qemu" })
        (go.release, rust.release) = ("go@4.1.0", "rust@4.1.0")
        return (go, rust)
    }

    @Test("stock is the file itself, but for a release that lies elsewhere, whose own files are meant")
    func stock() async throws {
        try await ConstructedKata.with { kata in
            try kata.putRelease()
            let (go, rust) = try pair(kata)
            let made = try family.prepare(baseline: go, candidate: rust, setup: .stock)
            #expect(made.confounders == [])
            let text = try #require(made.baseline.rewritten)
            #expect(text.changes == ["paths below /opt/kata are those below \(kata.folder)/opt/kata"])
            #expect(text.text.contains("kernel = \"\(kata.folder)/opt/kata/share/kata-containers/vmlinux.container\""))
            #expect(!text.text.contains("\"/opt/kata/"))
            // A configuration that lies nowhere special is given as it is.
            try kata.put("own.toml", ConstructedKata.configuration("qemu"))
            let own = Contender(name: "own", family: "kata", shim: go.shim, config: "\(kata.folder)/own.toml")
            #expect(try family.prepare(own) == own)
        }
    }

    @Test("aligned, the candidate has the baseline's values, who is identified by what was made, with every change")
    func aligned() async throws {
        try await ConstructedKata.with { kata in
            try kata.putRelease()
            let defaults = "opt/kata/share/defaults/kata-containers"
            try kata.put("\(defaults)/config.d/10.toml", "[hypervisor.qemu]\ndefault_memory = 3072\n")
            let (go, rust) = try pair(kata)
            let made = try family.prepare(baseline: go, candidate: rust, setup: .aligned)
            #expect(made.candidate.rewritten?.text.contains("default_memory = 3072") == true)
            #expect(
                made.candidate.rewritten?.changes.contains(
                    "hypervisor/default_memory = 3072, which the file does not write")
                    == true)
            let identity = try await family.identify(made.candidate) { await ConstructedKata.run($0, $1) }
            let plain = try await family.identify(rust) { await ConstructedKata.run($0, $1) }
            #expect(identity.configuration?.path == rust.config)
            #expect(identity.configuration?.sha256 != plain.configuration?.sha256)
            #expect(identity.configuration?.changes == made.candidate.rewritten?.changes)
            let settings = try #require(try family.settings(in: [], of: made.candidate))
            #expect(settings.keys.contains("hypervisor/default_memory"))
            // What a scenario sets comes on top of it.
            let set = try family.configuration(of: made.candidate, setting: ["hypervisor/default_memory": "512"])
            #expect(String(decoding: set, as: UTF8.self).contains("default_memory = 512"))
        }
    }

    @Test("what can't be aligned is said: no configuration, no table of that release")
    func doubts() async throws {
        try await ConstructedKata.with { kata in
            try kata.putRelease()
            var (go, rust) = try pair(kata)
            rust.release = "rust@4.2.0"
            let newer = try family.prepare(baseline: go, candidate: rust, setup: .aligned)
            #expect(
                newer.confounders.contains(
                    "there is no table of keys for rust@4.2.0; kata-rust-qemu is aligned by that of 4.1.0"))
            go.config = nil
            let bare = try family.prepare(baseline: go, candidate: rust, setup: .aligned)
            #expect(bare.confounders == ["the configurations: one of the two has none, or is of no known release"])
        }
    }
}
