import Documents
import Foundation
import Synchronization
import Testing

@testable import Kata

/// The repository's own tables, and small files of the tests.
enum Sample {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Matrix/kata-keys")

    /// Read once: in a debug build each takes a quarter of a second.
    private static let tables = Mutex<[String: KeyTable]>([:])

    /// The releases that the repository has a table of, in their order.
    static let versions: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.compactMap { name in name.hasSuffix(".yaml") ? KataVersion(String(name.dropLast(5))) : nil }
            .sorted().map(\.description)
    }()

    static func table(_ version: String) throws -> KeyTable {
        if let known = tables.withLock({ $0[version] }) { return known }
        let table = try read(version)
        tables.withLock { $0[version] = table }
        return table
    }

    private static func read(_ version: String) throws -> KeyTable {
        let bytes = Array(try Data(contentsOf: folder.appending(path: "\(version).yaml")))
        let file = KeyTableFile.load(bytes, file: version)
        #expect(file.diagnostics.isEmpty, "\(file.diagnostics)")
        return try #require(file.table)
    }

    static func changes() throws -> KeyChanges {
        let file = KeyChangesFile.load(
            Array(try Data(contentsOf: folder.appending(path: "changes.yaml"))), file: "changes.yaml")
        #expect(file.diagnostics.isEmpty, "\(file.diagnostics)")
        return file.changes
    }

    static func check(_ from: String, _ to: String, versions: [String] = ["3.0.0", "4.1.0"]) throws -> ConfigCheck {
        ConfigCheck(
            from: try #require(ShimRelease(from)), to: try #require(ShimRelease(to)),
            tables: try versions.map(table), changes: try changes())
    }

    static func document(_ text: String, file: String = "kata.toml") throws -> TomlDocument {
        let (document, problems) = TomlDocument.read(Array(text.utf8), file: file)
        return try #require(document, "\(problems)")
    }

    /// A file as somebody may run the Go shim with it.
    static let go = """
        # Our nodes
        [hypervisor.qemu]
        path = "/usr/bin/qemu-system-x86_64"
        kernel = "/opt/ours/vmlinux"
        block_device_driver = "nvdimm"   # fast
        enable_guest_swap = true
        enable_annotations = ["kernel_params", "^virtio_fs_extra_args$", "hot_plug_vfio"]
          seccompsandbox = "on,spawn=deny"
        enable_numa = true
        msize_9p = 8192
        use_legacy_serial = false
        default_vcpu = 2
        kernel_modules_dir = "/x"

        [factory]
        enable_template = true

        [agent.kata]
        # how long we wait for the guest
        dial_timeout = 60
        kernel_modules = [
          "a",
          "b",
        ]

        [runtime]
        internetworking_model = "macvtap"
        create_container_timeout = 120
        disable_guest_empty_dir = false
        guest_selinux_label = "t"

        """
}
