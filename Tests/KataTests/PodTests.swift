import Documents
import Testing

@testable import Kata

@Suite("Annotations, tenants and containerd's table") struct PodTests {
    private let prefix = "io.katacontainers.config."

    private func rows(_ annotations: String, config: String = Sample.go, to: String = "rust@4.1.0") throws
        -> [ConfigRow]
    {
        let (uses, problems) = AnnotationsFile.read(Array(annotations.utf8), file: "pod.yaml")
        #expect(problems.isEmpty, "\(problems)")
        let input = ConfigInput(base: try Sample.document(config), annotations: uses)
        return try Sample.check("go@4.1.0", to).rows(of: input)
    }

    @Test(
        "each annotation of a pod has its effect",
        arguments: [
            ("hypervisor.kernel_params", "x", .kept, false), ("hypervisor.default_vcpus", "2", .ignored, false),
            ("hypervisor.hot_plug_vfio", "x", .refused, true), ("agent.policy", "x", .ignored, true),
            ("runtime.hypervisor_name", "clh", .default, false), ("runtime.disable_new_netns", "1", .refused, true),
            ("runtime.disable_new_netns", "true", .kept, false), ("runtime.no_such", "1", .dead, false),
        ] as [(String, String, ConfigRow.Effect, Bool)])
    func effects(_ name: String, _ value: String, _ effect: ConfigRow.Effect, _ isLost: Bool) throws {
        let found = try rows("\(prefix)\(name): '\(value)'\n").filter { $0.section == "annotation" }
        #expect(found.map(\.effect) == [effect] && found.map(\.isLost) == [isLost], "\(found)")
        #expect(found.first?.line == 1 && found.first?.file == "pod.yaml")
    }

    @Test(
        "a value that the new shim reads otherwise, or not at all, is told",
        arguments: [
            ("go", "rust", "runtime.disable_new_netns", " true ", .kept),
            ("go", "rust", "runtime.disable_new_netns", "T", .refused),
            ("rust", "go", "runtime.disable_new_netns", "TRUE", .kept),
            ("rust", "go", "runtime.disable_new_netns", "yes", .refused),
            ("rust", "go", "runtime.disable_new_netns", " true ", .refused),
            ("go", "rust", "hypervisor.default_memory", "2048", .kept),
            ("go", "rust", "hypervisor.default_memory", "2Gi", .kept),
            ("rust", "go", "hypervisor.default_memory", "2Gi", .refused),
            ("go", "rust", "hypervisor.default_memory", "much", .refused),
            ("go", "rust", "hypervisor.default_vcpus", "1.5", .kept),
            ("go", "rust", "hypervisor.default_vcpus", "0", .refused),
            ("go", "rust", "hypervisor.default_vcpus", "300", .refused),
            ("go", "rust", "hypervisor.default_vcpus", "nan", .refused),
            ("go", "rust", "hypervisor.default_max_vcpus", "5000000000", .refused),
            ("go", "rust", "hypervisor.default_max_vcpus", " 4 ", .kept),
            ("rust", "go", "hypervisor.default_max_vcpus", " 4 ", .refused),
            ("go", "rust", "hypervisor.memory_slots", "-1", .refused),
            ("go", "rust", "hypervisor.virtio_fs_extra_args", #"["-o","announce_submounts"]"#, .retyped),
            ("rust", "go", "hypervisor.virtio_fs_extra_args", "-o,announce_submounts", .refused),
            ("rust", "go", "hypervisor.virtio_fs_extra_args", "[]", .kept),
            ("go", "rust", "runtime.experimental", "a b", .retyped),
            ("rust", "go", "runtime.experimental", "a,b", .refused),
            ("go", "rust", "hypervisor.path", "/opt/kata/bin/qemu", .kept),
            ("go", "rust", "hypervisor.path", "/opt/kata/bin/deep/qemu", .refused),
            ("go", "rust", "hypervisor.jailer_path", "/x", .kept),
            ("go", "rust", "agent.kernel_modules", "a x=1;b", .kept),
        ] as [(String, String, String, String, ConfigRow.Effect)])
    func values(_ from: String, _ to: String, _ name: String, _ value: String, _ effect: ConfigRow.Effect) throws {
        let config =
            "[hypervisor.qemu]\nenable_annotations = [\".*\"]\nvalid_hypervisor_paths = [\"/opt/kata/bin/*\"]\n"
        let uses = [AnnotationUse(file: "p", line: 1, name: prefix + name, value: value)]
        let input = ConfigInput(base: try Sample.document(config), annotations: uses)
        let found = try Sample.check("\(from)@4.1.0", "\(to)@4.1.0").rows(of: input)
            .filter { $0.section == "annotation" }
        #expect(found.map(\.effect) == [effect] && found.first?.isLost == (effect != .kept), "\(found)")
    }

    @Test("what the old shim refuses too is told as that; what is retyped is told in the new form")
    func forms() throws {
        let all = try rows(
            """
            \(prefix)runtime.disable_new_netns: 'maybe'
            \(prefix)hypervisor.virtio_fs_extra_args: '["-a","b"]'
            """)
        let found = all.filter { $0.section == "annotation" }.sorted()
        #expect(found.first?.note.contains("go@4.1.0 refuses it too") == true, "\(found)")
        #expect(found.last?.note.contains("write -a,b; rust@4.1.0 cuts at commas") == true, "\(found)")
        for (glob, path, fits) in [
            ("/a/*", "/a/b", true), ("/a/*", "/a/b/c", false), ("/a/b?", "/a/bc", true), ("/a.b", "/axb", false),
            ("/a[", "/a[", true), ("*", "", true), ("", "", true), ("/a", "/a/", false),
        ] {
            #expect(AnnotationValues.matches(glob, path) == fits, "\(glob) \(path)")
        }
    }

    @Test("an annotation that has another name is told it; what is nobody's is left out")
    func names() throws {
        let text = "- io.katacontainers.enable_vcpus_pinning\n- example.com/x\n- sgx.intel.com/epc\n"
        let found = try rows(text).filter { $0.section == "annotation" }
        #expect(found.map(\.effect) == [.renamed, .ignored])
        #expect(found.first?.note.contains("config.runtime.enable_vcpus_pinning") == true)
    }

    @Test("manifests of every kind, several in a file, keep their lines")
    func manifests() throws {
        let text = """
            # two of ours
            apiVersion: v1
            kind: Pod
            metadata:
              name: a
              annotations:
                io.katacontainers.config.hypervisor.kernel_params: x
            ---
            kind: CronJob
            spec:
              jobTemplate:
                spec:
                  template:
                    metadata:
                      annotations: { io.katacontainers.config.agent.policy: y, other/x: z }
            ---
            # nothing
            ---
            kind: List
            items:
              - metadata: { annotations: { io.katacontainers.config.runtime.name: n } }

            """
        let (uses, problems) = AnnotationsFile.read(Array(text.utf8), file: "m.yaml")
        #expect(problems.isEmpty)
        #expect(uses.map(\.line) == [7, 15, 21])
        #expect(uses.map(\.value) == ["x", "y", "n"])
    }

    @Test("a thousand documents are read, one more and a torn one are refused with their line")
    func many() {
        let one = "---\nkind: Pod\nmetadata: { annotations: { io.katacontainers.config.runtime.name: n } }\n"
        let thousand = String(repeating: one, count: 1000)
        #expect(AnnotationsFile.read(Array(thousand.utf8), file: "m").uses.count == 1000)
        let more = AnnotationsFile.read(Array((thousand + one).utf8), file: "m")
        #expect(more.uses.isEmpty && more.diagnostics.first?.line == 3001, "\(more.diagnostics)")
        let torn = AnnotationsFile.read(Array((one + one + "---\nkind: [\n").utf8), file: "m")
        #expect(
            torn.diagnostics.count == 1 && (7...9).contains(torn.diagnostics.first?.line ?? 0), "\(torn.diagnostics)")
        let large = AnnotationsFile.read([UInt8](repeating: 10, count: AnnotationsFile.sizeLimit + 1), file: "m")
        #expect(large.diagnostics.first?.message.contains("8 MiB") == true)
    }

    @Test("what a tenant may set is told by the user's own enable_annotations, and decides nothing")
    func tenant() throws {
        let found = try rows("[]").filter { $0.section == "tenant" }
        #expect(found.allSatisfy { !$0.isLost && $0.line == 7 })
        func effect(_ name: String) -> ConfigRow.Effect? { found.first { $0.key == prefix + name }?.effect }
        #expect(effect("runtime.hypervisor_name") == .default && effect("runtime.shared_mounts") == .default)
        #expect(effect("hypervisor.default_vcpus") == .ignored)
        #expect(effect("hypervisor.hot_plug_vfio") == .refused)
        #expect(effect("hypervisor.kernel_params") == nil)
        // A pattern is looked for anywhere in a name, unless it is anchored.
        let loose = try rows("[]", config: "[hypervisor.qemu]\nenable_annotations = [\"iommu\", \"(\"]\n")
        #expect(!loose.contains { $0.section == "tenant" && $0.key == prefix + "hypervisor.enable_iommu_platform" })
        let strict = try rows("[]", config: "[hypervisor.qemu]\nenable_annotations = [\"^enable_iommu$\"]\n")
        #expect(strict.contains { $0.section == "tenant" && $0.key == prefix + "hypervisor.enable_iommu_platform" })
    }

    @Test("containerd's table: whose program, whose file, what reaches the shim")
    func containerd() throws {
        let text = """
            [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
            runtime_type = "io.containerd.runc.v2"
            [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.kata]
            runtime_type = "io.containerd.kata.v2"
            pod_annotations = ["io.katacontainers.*"]
            [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.kata.options]
            ConfigPath = "/opt/kata/share/defaults/kata-containers/configuration-qemu.toml"
            [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.other]
            runtime_path = "/opt/kata/bin/containerd-shim-kata-v2"

            """
        let document = try Sample.document(text, file: "config.toml")
        let rows = RuntimeTableCheck(
            from: try #require(ShimRelease("go@4.1.0")), to: try #require(ShimRelease("rust@4.1.0")), document: document
        ).rows()
        #expect(rows.sorted().map(\.line) == [4, 5, 7, 9, 9])
        #expect(rows.sorted().map(\.effect) == [.unsure, .kept, .moved, .kept, .moved])
        #expect(rows.contains { $0.line == 9 && $0.note.contains("/opt/kata/runtime-rs/bin/containerd-shim-kata-v2") })
        let same = RuntimeTableCheck(
            from: try #require(ShimRelease("go@3.0.0")), to: try #require(ShimRelease("go@4.1.0")), document: document)
        #expect(same.rows().allSatisfy { !$0.isLost })
    }
}
