import Testing

@testable import Kata

@Suite("What binaries and files tell of themselves") struct InstallationTests {
    @Test(
        "a version line",
        arguments: [
            (
                #"Kata Containers containerd shim (Golang): id: "io.containerd.kata.v2", version: 4.1.0, commit: 0123456789"#,
                "go 4.1.0 0123456789"
            ),
            (
                "noise\nKata Containers containerd shim (Rust): id: io.containerd.kata.v2, version: 3.15.0-rc1, commit: abcdef0-dirty\n",
                "rust 3.15.0-rc1 abcdef0-dirty"
            ),
            ("Kata Containers containerd shim: id: \"x\", version: 3.0.0, commit: $(reboot)", "? 3.0.0 ?"),
            ("Kata Containers containerd shim (Rust): id: x, version: , commit: a", nil),
            ("containerd-shim-runc-v2:\n  Version: 1.6.20", nil), ("", nil),
        ] as [(String, String?)])
    func version(line: String, expected: String?) {
        let read = ShimVersion.read(Array(line.utf8))
        let words = read.map { "\($0.language?.rawValue ?? "?") \($0.version) \($0.commit ?? "?")" }
        #expect(words == expected)
    }

    /// A program of 64 bits with one segment of notes, as linkers write it.
    private func program(note name: [UInt8], type: UInt8, at offset: UInt8 = 120, count: UInt8 = 1) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 120)
        bytes.replaceSubrange(0..<6, with: [0x7f, 0x45, 0x4c, 0x46, 2, 1])
        bytes[32] = 64
        bytes[54] = 56
        bytes[56] = count
        bytes[64] = 4
        bytes[72] = offset
        bytes[96] = 24
        return bytes + [UInt8(name.count), 0, 0, 0, 4, 0, 0, 0, type, 0, 0, 0] + name
            + [UInt8](repeating: 0, count: 4 - name.count) + [1, 2, 3, 4, 0, 0, 0, 0]
    }

    @Test("Go's note tells Go; another, or none, tells that it is not; what lies outside of the file is not read")
    func notes() {
        let go: [UInt8] = [0x47, 0x6f, 0, 0]
        #expect(BinaryNotes.read(program(note: go, type: 4)) == .go)
        #expect(BinaryNotes.read(program(note: go, type: 3)) == .other)
        #expect(BinaryNotes.read(program(note: Array("GNU\0".utf8), type: 4)) == .other)
        #expect(BinaryNotes.read(program(note: go, type: 4, count: 0)) == .other)
        #expect(BinaryNotes.read(program(note: go, type: 4, at: 250)) == .unread)
        #expect(BinaryNotes.read(program(note: go, type: 4, count: 255)) == .unread)
        #expect(BinaryNotes.read(Array("#!/bin/sh\n".utf8)) == .none)
        #expect(BinaryNotes.read([]) == .none)
    }

    @Test("whatever the bytes of a program's head are, reading them ends")
    func hostileNotes() {
        var random = SplitMix(7)
        for _ in 0..<3000 {
            var bytes = program(note: [0x47, 0x6f, 0, 0], type: 4)
            for _ in 0..<4 {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            _ = BinaryNotes.read(Array(bytes.prefix(Int(random.next() % UInt64(bytes.count + 1)))))
        }
    }

    @Test("a kernel's release, by its header or by what it prints when it boots")
    func kernel() {
        var image = [UInt8](repeating: 0, count: 0x400)
        image.replaceSubrange(0x202..<0x206, with: Array("HdrS".utf8))
        image[0x20e] = 0x40
        image.replaceSubrange(0x240..<0x250, with: Array("6.12.1-kata (a@b".utf8))
        #expect(KernelRelease.read(image) == "6.12.1-kata")
        #expect(KernelRelease.read(Array("xx Linux version %s (%s) Linux version 6.18.35 (u)".utf8)) == "6.18.35")
        image[0x20f] = 0xff
        #expect(KernelRelease.read(image) == nil)
        #expect(KernelRelease.read(Array("Linux version ".utf8)) == nil)
        #expect(KernelRelease.read([]) == nil)
    }

    @Test("containerd's runtimes that are Kata's, and further files")
    func table() throws {
        let text = """
            imports = ["/etc/containerd/conf.d/*.toml"]
            [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
            runtime_type = "io.containerd.runc.v2"
            [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.kata-qemu]
            runtime_type = "io.containerd.kata-qemu.v2"
            runtime_path = "/opt/kata/bin/containerd-shim-kata-v2"
            [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.kata-qemu.options]
            ConfigPath = "/opt/kata/q.toml"
            [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.kata]
            runtime_type = "io.containerd.kata.v2"
            [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.odd]
            runtime_type = "kata"
            """
        let document = try #require(TomlDocument.read(Array(text.utf8), file: "c").document)
        let table = RuntimeTable(document)
        #expect(table.imports == ["/etc/containerd/conf.d/*.toml"])
        #expect(
            table.runtimes == [
                .init(
                    handler: "kata-qemu", path: "/opt/kata/bin/containerd-shim-kata-v2",
                    program: "containerd-shim-kata-qemu-v2", config: "/opt/kata/q.toml"),
                .init(handler: "kata", path: nil, program: "containerd-shim-kata-v2", config: nil),
            ])
    }
}
