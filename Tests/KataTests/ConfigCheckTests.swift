import Testing

@testable import Kata

@Suite("What becomes of a configuration") struct ConfigCheckTests {
    private func rows(_ text: String, _ from: String, _ to: String) throws -> [ConfigRow] {
        try Sample.check(from, to).rows(of: ConfigInput(base: try Sample.document(text)))
    }

    private func row(_ rows: [ConfigRow], _ key: String) throws -> ConfigRow {
        let found = rows.filter { $0.key == key && $0.section != "tenant" }
        #expect(found.count == 1, "\(key): \(found)")
        return try #require(found.first)
    }

    @Test(
        "each key of a Go file has its effect under the Rust shim, its line and what to write",
        arguments: [
            ("kernel", 4, .kept, "", false),
            ("block_device_driver", 5, .retyped, "block_device_driver = \"virtio-pmem\"", true),
            ("enable_guest_swap", 6, .refused, "validated", true),
            ("seccompsandbox", 8, .renamed, "seccomp_sandbox = \"on,spawn=deny\"", true),
            ("enable_numa", 9, .ignored, "NUMA", true), ("msize_9p", 10, .ignored, "nothing is lost", false),
            ("use_legacy_serial", 11, .ignored, "nothing is lost", false),
            ("default_vcpu", 12, .dead, "did you mean default_vcpus?", false),
            ("enable_template", 16, .moved, "[hypervisor.qemu.factory] enable_template = true", true),
            ("dial_timeout", 20, .refused, "reconnect_timeout_ms = 60000", true),
            ("kernel_modules", 21, .kept, "", false),
            ("internetworking_model", 27, .ignored, "no network", true),
            ("create_container_timeout", 28, .moved, "[agent.kata] create_container_timeout = 120", true),
            ("disable_guest_empty_dir", 29, .ignored, "no counterpart", true),
            ("guest_selinux_label", 30, .moved, "[hypervisor.qemu] selinux_label = \"t\"", true),
            ("name", 26, .refused, "name = \"virt_container\"", true),
            ("hypervisor_name", 26, .refused, "\"qemu\"", true),
            ("agent_name", 26, .refused, "\"kata\"", true),
            ("sandbox_cgroup_only", 26, .default, "says false, with rust@4.1.0 true", false),
        ] as [(String, Int, ConfigRow.Effect, String, Bool)])
    func goToRust(_ key: String, _ line: Int, _ effect: ConfigRow.Effect, _ words: String, _ isLost: Bool) throws {
        let row = try row(rows(Sample.go, "go@4.1.0", "rust@4.1.0"), key)
        #expect(row.line == line && row.effect == effect && row.isLost == isLost, "\(row)")
        #expect(row.note.contains(words), "\(row.note)")
    }

    @Test("a Rust release that did not refuse unknown keys yet ignores them; a hypervisor that it lacks is refused")
    func toThree() throws {
        let rows = try rows(Sample.go, "go@3.0.0", "rust@3.0.0")
        #expect(try row(rows, "dial_timeout").effect == .retyped)
        let hypervisor = try #require(rows.first { $0.section == "hypervisor.qemu" && $0.key.isEmpty })
        #expect(hypervisor.effect == .refused && hypervisor.line == 2 && hypervisor.note.contains("drives dragonball"))
    }

    @Test("between Go releases, what went is ignored and what is new is not asked for")
    func goToGo() throws {
        let text = "[hypervisor.qemu]\nfile_mem_backend = \"/m\"\nhotplug_vfio_on_root_bus = true\npath = \"/q\"\n"
        let rows = try rows(text, "go@3.0.0", "go@4.1.0")
        #expect(try row(rows, "file_mem_backend").effect == .ignored)
        #expect(try row(rows, "hotplug_vfio_on_root_bus").effect == .ignored)
        #expect(try row(rows, "path").effect == .kept)
        #expect(!rows.contains { $0.effect == .refused })
    }

    @Test(
        "a value of another type ends the reading of the file",
        arguments: [
            ("default_memory = \"2048\"", "a whole number"), ("default_memory = 4294967296", "range"),
            ("enable_debug = 1", "true or false"), ("enable_annotations = \"x\"", "a list of texts"),
            ("default_memory = -1", "range"), ("kernel = [\"x\"]", "a text"),
        ])
    func types(_ line: String, _ words: String) throws {
        let rows = try rows("[hypervisor.qemu]\n\(line)\n", "go@4.1.0", "rust@4.1.0")
        let found = try #require(rows.first { $0.line == 2 && $0.section != "tenant" })
        #expect(found.effect == .refused && found.note.contains(words), "\(found)")
    }

    @Test("a pause that is longer than all attempts together is told, whoever wrote it")
    func dial() throws {
        let text = "[agent.kata]\ndial_timeout_ms = 45000\n"
        let found = try #require(try rows(text, "go@4.1.0", "rust@4.1.0").first { $0.key.contains(" and ") })
        #expect(found.effect == .unsure && found.line == 2 && found.note.contains("3000 / 45000"))
        let mended = text + "reconnect_timeout_ms = 90000\n"
        #expect(try !rows(mended, "go@4.1.0", "rust@4.1.0").contains { $0.key.contains(" and ") })
    }

    @Test("a drop-in is told by its own lines, and what it says counts for the whole")
    func dropIns() throws {
        let base = try Sample.document("[hypervisor.qemu]\npath = \"/q\"\n[runtime]\nname = \"virt_container\"\n")
        let more = try Sample.document(
            "[runtime]\nhypervisor_name = \"qemu\"\nagent_name = \"kata\"\n[agent.kata]\ndial_timeout = 1\n",
            file: "config.d/10.toml")
        let rows = try Sample.check("go@4.1.0", "rust@4.1.0").rows(of: ConfigInput(base: base, dropIns: [more]))
        let lost = rows.filter(\.isLost)
        #expect(lost.map(\.key) == ["dial_timeout"] && lost.first?.file == "config.d/10.toml" && lost.first?.line == 5)
    }

    @Test("a name without its table is refused")
    func dangling() throws {
        let text =
            "[hypervisor.qemu]\npath = \"/q\"\n[runtime]\nname = \"virt_container\"\nhypervisor_name = \"clh\"\nagent_name = \"kata\"\n"
        let found = try row(rows(text, "rust@4.1.0", "rust@4.1.0"), "hypervisor_name")
        #expect(found.effect == .refused && found.line == 5)
    }

    @Test("a release between two tables is judged by both; where they differ it is unsure, and never quietly green")
    func between() throws {
        let text = "[hypervisor.qemu]\npath = \"/q\"\n[agent.kata]\ndial_timeout = 45\n"
        let rows = try rows(text, "go@3.15.0", "rust@4.1.0")
        #expect(rows.contains { $0.line == 0 && $0.note.contains("no table for go@3.15.0; judged by 3.0.0 and 4.1.0") })
        #expect(try row(rows, "path").effect == .kept)
        let later = try self.rows(text, "go@4.1.0", "rust@3.15.0")
        let dial = try row(later, "dial_timeout")
        #expect(dial.effect == .unsure && dial.isLost, "\(dial)")
        #expect(dial.note.contains("4.1.0 to 3.0.0: retyped") && dial.note.contains("4.1.0 to 4.1.0: refused"))
        let beyond = try self.rows("[hypervisor.qemu]\npath = \"/q\"\n", "go@4.1.0", "go@5.0.0")
        #expect(beyond.filter(\.isLost).map(\.effect) == [.unsure])
        #expect(beyond.contains { $0.note.contains("no table for go@5.0.0; judged by 4.1.0") })
    }

    @Test("the page names what fails before what stays, escapes what it quotes, and counts what is to mend")
    func page() throws {
        let rows = try rows(Sample.go + "\"\\u001b[31m\" = 1\n", "go@4.1.0", "rust@4.1.0")
        let text = CheckPage.text(
            of: rows, from: try #require(ShimRelease("go@4.1.0")), to: try #require(ShimRelease("rust@4.1.0")))
        let refused = try #require(text.firstRange(of: "Refused"))
        let kept = try #require(text.firstRange(of: "Not written"))
        #expect(refused.lowerBound < kept.lowerBound)
        #expect(!text.contains("\u{1b}") && text.contains("\\u{1b}[31m"))
        #expect(text.contains("kata.toml:20  [agent.kata] dial_timeout: write reconnect_timeout_ms = 60000"))
        #expect(text.contains("\(rows.count { $0.isLost }) to mend before the move: "))
    }

    @Test(
        "releases are read strictly",
        arguments: [
            "go", "go@", "go@x", "java@4.1.0", "go@4", "@4.1.0", "go@4..0", "go@4.1.0@x", "go@99999999999999999999.0",
        ])
    func releases(_ text: String) {
        #expect(ShimRelease(text) == nil)
    }

    @Test("versions are ordered by their numbers")
    func order() throws {
        let versions = ["3.9.0", "3.10.0", "3.32.0", "4.0", "4.0.0-rc1", "4.1.0"].compactMap(KataVersion.init)
        #expect(versions.count == 6 && versions == versions.sorted())
        #expect(versions[3] == versions[4])
    }
}
