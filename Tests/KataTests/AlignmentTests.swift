import Documents
import Foundation
import Testing

@testable import Kata

@Suite("Alignment") struct AlignmentTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Matrix/kata-keys")
    private let table: KeyTable
    private let changes: KeyChanges

    init() throws {
        func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: Self.root.appending(path: name))) }
        table = try #require(KeyTableFile.load(try bytes("4.1.0.yaml"), file: "4.1.0.yaml").table)
        changes = KeyChangesFile.load(try bytes("changes.yaml"), file: "changes.yaml").changes
    }

    private func side(_ language: ShimLanguage, _ text: String) throws -> Alignment.Side {
        let document = try #require(TomlDocument.read(Array(text.utf8), file: "\(language).toml").document)
        return Alignment.Side(
            name: language.rawValue, release: ShimRelease(language, table.version), keys: table.keys(of: language),
            documents: [document])
    }

    private func words(_ changes: [Alignment.Change]) -> [String] {
        changes.map { "\($0.place) = \($0.value) for \($0.before?.description ?? "nothing")" }
    }

    private static let go = """
        [hypervisor.qemu]
        path = "/opt/kata/bin/qemu-system-x86_64"
        kernel = "/opt/kata/share/kata-containers/vmlinux.container"
        image = "/opt/kata/share/kata-containers/mono.img"
        default_vcpus = 1
        default_memory = 2048
        block_device_driver = "virtio-blk"
        enable_numa = true
        [agent.kata]
        dial_timeout = 45
        [runtime]
        sandbox_cgroup_only = false
        create_container_timeout = 60
        internetworking_model = "tcfilter"
        """
    private static let rust = """
        [hypervisor.qemu]
        path = "/opt/kata/bin/qemu-system-x86_64"
        kernel = "/opt/kata/share/kata-containers/vmlinux-other"
        image = "/opt/kata/share/kata-containers/composable.img"
        default_vcpus = 1.0
        default_memory = 1024
        default_maxvcpus = 4
        overhead_memory = 32
        seccomp_sandbox = ""
        [agent.kata]
        reconnect_timeout_ms = 3000
        [runtime]
        name = "virt_container"
        hypervisor_name = "qemu"
        sandbox_cgroup_only = true
        """

    @Test("kernel, sizes and flags become the baseline's, under each shim's own names and units")
    func aligned() throws {
        let alignment = Alignment(try side(.go, Self.go), try side(.rust, Self.rust), changes: changes)
        let candidate = words(alignment.candidate)
        for line in [
            #"hypervisor/kernel = "/opt/kata/share/kata-containers/vmlinux.container" for "/opt/kata/share/kata-containers/vmlinux-other""#,
            "hypervisor/default_memory = 2048 for 1024", "runtime/sandbox_cgroup_only = false for true",
            "agent/reconnect_timeout_ms = 45000 for 3000", "agent/create_container_timeout = 60 for nothing",
            #"hypervisor/block_device_driver = "virtio-blk-pci" for nothing"#, "hypervisor/overhead_memory = 0 for 32",
        ] {
            #expect(candidate.contains(line), "\(line)\n\(candidate)")
        }
        // The same value written with a fraction is the same.
        #expect(!candidate.contains { $0.hasPrefix("hypervisor/default_vcpus") })
        #expect(!candidate.contains { $0.hasPrefix("runtime/name") || $0.hasPrefix("hypervisor/image") })
        // What only the Rust file writes, and the Go shim reads, is written into the Go file.
        #expect(
            words(alignment.baseline) == [
                "hypervisor/default_maxvcpus = 4 for nothing", #"hypervisor/seccompsandbox = "" for nothing"#,
            ])
    }

    @Test("what can't be aligned is told: the image, and keys that only one shim has and that ask for something")
    func unaligned() throws {
        let alignment = Alignment(try side(.go, Self.go), try side(.rust, Self.rust), changes: changes)
        #expect(alignment.unaligned.contains { $0.contains("monolithic") && $0.contains("composable.img") })
        #expect(alignment.unaligned.contains { $0.hasPrefix("hypervisor/enable_numa = true of go: ") })
        #expect(alignment.unaligned.count == 2, "\(alignment.unaligned)")
    }

    @Test("aligned twice, nothing is left to change")
    func settled() throws {
        let alignment = Alignment(try side(.go, Self.go), try side(.rust, Self.rust), changes: changes)
        func made(_ language: ShimLanguage, _ text: String, _ changes: [Alignment.Change]) throws -> Alignment.Side {
            var whole = ConfigurationText(try side(language, text).documents)
            for change in changes { whole.set(change.place, change.value) }
            return try side(language, try whole.text())
        }
        let again = Alignment(
            try made(.go, Self.go, alignment.baseline), try made(.rust, Self.rust, alignment.candidate),
            changes: changes)
        #expect(words(again.baseline) == [] && words(again.candidate) == [])
        #expect(again.unaligned == alignment.unaligned)
    }

    @Test("a shim against itself has nothing to align, and other hypervisors nothing that could be")
    func edges() throws {
        let same = Alignment(try side(.rust, Self.rust), try side(.rust, Self.rust), changes: changes)
        #expect(same.baseline == [] && same.candidate == [] && same.unaligned == [])
        let other = Self.rust.replacing("qemu", with: "dragonball")
        let apart = Alignment(try side(.go, Self.go), try side(.rust, other), changes: changes)
        #expect(apart.unaligned.contains { $0.hasPrefix("the hypervisor: qemu behind go, dragonball behind rust") })
        #expect(!apart.candidate.contains { $0.place.section == "hypervisor" })
    }
}
