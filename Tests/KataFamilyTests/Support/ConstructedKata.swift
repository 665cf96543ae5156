import Drivers
import Glibc
import Host
import Linux
import Matrices
import Recordings
import Testing

@testable import KataFamily

/// Installations made for a test, in the form that the releases have; no real Kata is in them.
struct ConstructedKata {
    /// What a release is unpacked in.
    let folder: String

    /// A folder of a test's own, removed at the end.
    static func with<Result>(_ body: (ConstructedKata) async throws -> Result) async throws -> Result {
        var template = Array("/tmp/kumite-kata-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        let folder = try #require(made)
        defer { #expect(Files.removeTree(folder).isEmpty) }
        return try await body(ConstructedKata(folder: folder))
    }

    static let go =
        #"Kata Containers containerd shim (Golang): id: "io.containerd.kata.v2", version: 4.1.0, commit: 0123456789abcdef"#
    static let rust =
        "Kata Containers containerd shim (Rust): id: io.containerd.kata.v2, version: 4.1.0, commit: fedcba9876543210"

    /// The head of a program with the note that Go's linker leaves; it does not run.
    static var goProgram: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 120)
        bytes.replaceSubrange(0..<6, with: [0x7f, 0x45, 0x4c, 0x46, 2, 1])
        for (place, value) in [(32, 64), (54, 56), (56, 1), (64, 4), (72, 120), (96, 20)] {
            bytes[place] = UInt8(value)
        }
        return bytes + [4, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 0x47, 0x6f, 0, 0, 1, 2, 3, 4]
    }

    func put(_ path: String, _ text: String, mode: UInt32 = 0o644) throws {
        try put(path, Array(text.utf8), mode: mode)
    }

    func put(_ path: String, _ bytes: [UInt8], mode: UInt32 = 0o644) throws {
        let whole = "\(folder)/\(path)"
        try Files.makeDirectories(String(whole[..<(whole.lastIndex(of: "/") ?? whole.startIndex)]))
        try Files.write(whole, bytes, mode: mode)
    }

    /// A shim that says its version, and nothing else; of `-info` nothing.
    func putShim(_ path: String, says line: String) throws {
        try put(
            path, "#!/bin/sh\nif [ \"$*\" = --version ]; then echo '\(line)'; exit 0; fi\necho unknown >&2\nexit 1\n",
            mode: 0o755)
    }

    /// Both shims of a release, unpacked; its configurations name files at the usual place.
    func putRelease(_ prefix: String = "opt/kata") throws {
        try putShim("\(prefix)/bin/containerd-shim-kata-v2", says: Self.go)
        try putShim("\(prefix)/runtime-rs/bin/containerd-shim-kata-v2", says: Self.rust)
        let defaults = "\(prefix)/share/defaults/kata-containers"
        try put("\(defaults)/configuration-qemu.toml", Self.configuration("qemu"))
        try put("\(defaults)/configuration-clh.toml", Self.configuration("clh"))
        try Files.makeLink("\(folder)/\(defaults)/configuration.toml", to: "configuration-qemu.toml")
        try put(
            "\(defaults)/runtime-rs/configuration-qemu-runtime-rs.toml",
            Self.configuration("qemu") + "[runtime]\nname = \"virt_container\"\nhypervisor_name = \"qemu\"\n")
        for name in ["qemu-system-x86_64", "cloud-hypervisor"] {
            try put("\(prefix)/bin/\(name)", "#!/bin/sh\necho '\(name) version 11.0.1'\necho more\n", mode: 0o755)
        }
        try put("\(prefix)/libexec/virtiofsd", "#!/bin/sh\necho 'virtiofsd 1.14.0'\n", mode: 0o755)
        let share = "\(prefix)/share/kata-containers"
        try put(
            "\(share)/vmlinux-6.18.35-185", "\u{7f}ELF Linux version %s (x)\0 Linux version 6.18.35 (kata@build) #1")
        try Files.makeLink("\(folder)/\(share)/vmlinux.container", to: "vmlinux-6.18.35-185")
        try put("\(share)/kata-ubuntu-noble-4.1.0.image", "image")
        try Files.makeLink("\(folder)/\(share)/kata-containers.img", to: "kata-ubuntu-noble-4.1.0.image")
    }

    static func configuration(_ hypervisor: String) -> String {
        """
        [hypervisor.\(hypervisor)]
        path = "/opt/kata/bin/\(hypervisor == "qemu" ? "qemu-system-x86_64" : "cloud-hypervisor")"
        kernel = "/opt/kata/share/kata-containers/vmlinux.container"
        image = "/opt/kata/share/kata-containers/kata-containers.img"
        initrd = ""
        shared_fs = "virtio-fs"
        virtio_fs_daemon = "/opt/kata/libexec/virtiofsd"
        enable_annotations = ["enable_iommu", "kernel_params"]
        default_vcpus = 1

        """
    }

    /// Runs programs as the conductor does.
    static func run(_ purpose: String, _ arguments: [String]) async -> ProgramRecord {
        await Program(purpose: purpose, arguments: arguments).run(within: .seconds(10))
    }
}
