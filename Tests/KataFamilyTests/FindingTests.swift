import Drivers
import Glibc
import Linux
import Matrices
import Testing

@testable import KataFamily

@Suite("What is installed of Kata") struct FindingTests {
    private let family = KataShims()

    @Test("an unpacked release: each shim with each of its own configurations, a link to one told once")
    func release() async throws {
        try await ConstructedKata.with { kata in
            try kata.putRelease()
            let found = family.found(in: kata.folder)
            #expect(found.troubles == [])
            #expect(found.contenders.map(\.name).sorted() == ["kata-go-clh", "kata-go-qemu", "kata-rust-qemu"])
            let rust = try #require(found.contenders.first { $0.name == "kata-rust-qemu" })
            let prefix = "\(kata.folder)/opt/kata"
            #expect(rust.family == "kata" && rust.hypervisor == "qemu")
            #expect(rust.shim == "\(prefix)/runtime-rs/bin/containerd-shim-kata-v2")
            #expect(
                rust.config
                    == "\(prefix)/share/defaults/kata-containers/runtime-rs/configuration-qemu-runtime-rs.toml")
            // The prefix itself can be named, too.
            #expect(Set(family.found(in: prefix).contenders) == Set(found.contenders))
        }
    }

    @Test("an installation with parts missing says which, and what is there is found all the same")
    func missing() async throws {
        try await ConstructedKata.with { kata in
            try kata.putRelease()
            let prefix = "\(kata.folder)/opt/kata"
            _ = try Files.remove("\(prefix)/share/kata-containers/vmlinux-6.18.35-185")
            _ = try Files.remove("\(prefix)/runtime-rs/bin/containerd-shim-kata-v2")
            try kata.put("opt/kata/bin/containerd-shim-kata-v2", ConstructedKata.goProgram, mode: 0o755)
            try Files.write("\(prefix)/share/defaults/kata-containers/configuration-fc.toml", Array("[hyp".utf8))
            let troubles = family.found(in: kata.folder).troubles
            // The kernel is named by two Go configurations; a Rust one has no shim left.
            #expect(
                troubles.filter {
                    $0.hasSuffix("its kernel \(prefix)/share/kata-containers/vmlinux.container: it is not there")
                }.count == 2)
            #expect(troubles.contains { $0.contains("configuration-fc.toml: a shim could not read it: ") })
            #expect(family.found(in: kata.folder).contenders.map(\.name).sorted() == ["kata-go-clh", "kata-go-qemu"])
        }
    }

    @Test("configurations without a shim, and a shim without configurations")
    func halves() async throws {
        try await ConstructedKata.with { kata in
            try kata.putRelease()
            let prefix = "\(kata.folder)/opt/kata"
            _ = try Files.remove("\(prefix)/runtime-rs/bin/containerd-shim-kata-v2")
            _ = try Files.remove("\(prefix)/bin/containerd-shim-kata-v2")
            let bare = family.found(in: kata.folder)
            #expect(bare.contenders == [])
            #expect(bare.troubles.contains { $0.contains("there are 3 configurations but no shim, neither bin/") })
        }
        try await ConstructedKata.with { kata in
            try kata.putShim("usr/bin/containerd-shim-kata-v2", says: ConstructedKata.go)
            let found = family.found(in: kata.folder)
            #expect(found.contenders.map(\.name) == ["kata-shim"])
            #expect(found.troubles.count == 1 && found.troubles[0].contains("there is no configuration for it"))
        }
        try await ConstructedKata.with { kata in
            let found = family.found(in: kata.folder)
            #expect(found.contenders == [] && found.troubles.count == 1)
            #expect(found.troubles.first?.contains("there is no Kata") == true)
            let nowhere = family.found(in: kata.folder + "/nowhere")
            #expect(nowhere.contenders == [] && nowhere.troubles.first?.contains("No such file") == true)
        }
    }

    @Test("two installations that would bear one name both stay, and it is said which is which")
    func twice() async throws {
        try await ConstructedKata.with { kata in
            try kata.putRelease("opt/kata")
            try kata.putRelease("usr/local")
            let found = family.found(in: kata.folder)
            #expect(
                found.contenders.map(\.name).sorted() == [
                    "kata-go-clh", "kata-go-clh-2", "kata-go-qemu", "kata-go-qemu-2", "kata-rust-qemu",
                    "kata-rust-qemu-2",
                ])
            let words = found.troubles.filter { $0.hasPrefix("kata-go-qemu: two installations go by this name") }
            #expect(words.count == 1)
            #expect(words.first?.contains("\(kata.folder)/opt/kata/bin/containerd-shim-kata-v2 with ") == true)
            #expect(words.first?.contains("kata-go-qemu-2 is \(kata.folder)/usr/local/bin/") == true)
        }
    }

    @Test("no link out of the folder is followed, be it a shim, a configuration, a drop-in, or a whole folder")
    func links() async throws {
        try await ConstructedKata.with { outside in
            try outside.put("secret.toml", ConstructedKata.configuration("qemu"))
            try outside.putShim("shim", says: ConstructedKata.go)
            try outside.put("folder/configuration-x.toml", ConstructedKata.configuration("qemu"))
            try await ConstructedKata.with { kata in
                try kata.putRelease()
                let defaults = "\(kata.folder)/opt/kata/share/defaults/kata-containers"
                try Files.makeLink("\(defaults)/configuration-stolen.toml", to: "\(outside.folder)/secret.toml")
                try Files.makeLink("\(defaults)/runtimes", to: "\(outside.folder)/folder")
                _ = try Files.remove("\(kata.folder)/opt/kata/bin/containerd-shim-kata-v2")
                try Files.makeLink(
                    "\(kata.folder)/opt/kata/bin/containerd-shim-kata-v2", to: "\(outside.folder)/shim")
                try kata.put("opt/kata/share/defaults/kata-containers/runtime-rs/config.d/10.toml", "")
                try Files.makeLink(
                    "\(defaults)/runtime-rs/config.d/20.toml", to: "\(outside.folder)/secret.toml")
                let found = family.found(in: kata.folder)
                let refused = found.troubles.filter { $0.contains("the link leads out of") }
                #expect(refused.count == 4, "\(found.troubles)")
                // What lies in the folder itself is there all the same, without what was refused.
                #expect(found.contenders.map(\.name) == ["kata-rust"] && found.contenders[0].config == nil)
            }
        }
    }

    @Test("what is no configuration is said in a line: a circle of links, too large, not UTF-8, a fifo, a folder")
    func hostile() async throws {
        try await ConstructedKata.with { kata in
            try kata.putRelease()
            let defaults = "opt/kata/share/defaults/kata-containers"
            let whole = "\(kata.folder)/\(defaults)"
            try Files.makeLink("\(whole)/configuration-a.toml", to: "configuration-b.toml")
            try Files.makeLink("\(whole)/configuration-b.toml", to: "configuration-a.toml")
            try kata.put("\(defaults)/configuration-c.toml", [UInt8](repeating: UInt8(ascii: "#"), count: 10 << 20))
            try kata.put("\(defaults)/configuration-d.toml", [0xff, 0xfe])
            #expect(mkfifo("\(whole)/configuration-e.toml", 0o600) == 0)
            try Files.makeDirectory("\(whole)/configuration-f.toml")
            try kata.put("\(defaults)/configuration-g.toml/x", "")
            let found = family.found(in: kata.folder)
            #expect(found.contenders.count == 3)
            for (name, why) in [
                ("a", "in a circle"), ("b", "in a circle"), ("c", "more than 1048576 bytes"), ("d", "UTF-8"),
                ("e", "it is no file"), ("f", "it is no file"), ("g", "it is no file"),
            ] {
                let said = found.troubles.filter { $0.contains("configuration-\(name).toml: ") && $0.contains(why) }
                #expect(said.count == 1, "\(name): \(found.troubles)")
            }
            #expect(found.troubles.count == 7)
        }
    }

    @Test("a folder with more names than any installation has is not listed")
    func crowd() async throws {
        try await ConstructedKata.with { kata in
            for number in 0...SearchRoot.nameLimit {
                try kata.put("share/defaults/kata-containers/configuration-\(number).toml", "")
            }
            let found = family.found(in: kata.folder)
            #expect(found.contenders.isEmpty && found.troubles.contains { $0.contains("more than 512 names") })
        }
    }
}
