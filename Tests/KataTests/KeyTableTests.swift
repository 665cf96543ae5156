import Testing

@testable import Kata

@Suite("Tables of keys") struct KeyTableTests {
    @Test("the repository's tables are read, and written again as they are", arguments: Sample.versions)
    func roundTrip(_ version: String) throws {
        let table = try Sample.table(version)
        let text = KeyTableText.yaml(of: table)
        #expect(KeyTableFile.load(Array(text.utf8), file: "x").table == table)
        #expect(table.version.description == version)
        #expect(table.annotations.count > 60)
        #expect(!table.go.isEmpty && !table.go.templates.isEmpty)
        // The Rust shim came with 3.0.
        #expect(table.rust.isEmpty == (table.version < KataVersion("3.0.0") ?? table.version))
        for template in table.go.templates + table.rust.templates {
            #expect(KataHypervisor(named: template.hypervisor) != nil, "\(template.name)")
        }
    }

    @Test("the tables span the releases from 2.5 on, those at which something began among them")
    func releases() {
        for version in ["2.5.2", "3.0.0", "3.28.0", "3.29.0", "4.0.0", "4.1.0"] {
            #expect(Sample.versions.contains(version), "\(version)")
        }
    }

    @Test("from 3.29 on the Rust shim refuses a key of the agent that only the Go shim has; before it passed it over")
    func strictness() throws {
        let file = try Sample.document("[hypervisor.qemu]\n[agent.kata]\ndial_timeout = 45\n[runtime]\n")
        for (version, effect) in [("3.28.0", ConfigRow.Effect.retyped), ("3.29.0", .refused), ("4.1.0", .refused)] {
            let check = try Sample.check("go@\(version)", "rust@\(version)", versions: [version])
            let row = check.rows(of: ConfigInput(base: file)).first { $0.key == "dial_timeout" }
            #expect(row?.effect == effect, "\(version): \(String(describing: row))")
        }
    }

    @Test("a release without a shim of that language is said to have none, in one row")
    func without() throws {
        let file = try Sample.document("[hypervisor.qemu]\n[agent.kata]\ndial_timeout = 45\n")
        let check = try Sample.check("go@2.5.2", "rust@2.5.2", versions: ["2.5.2"])
        let rows = check.rows(of: ConfigInput(base: file))
        #expect(rows.map(\.effect) == [.refused] && rows[0].note.hasPrefix("there is no rust@2.5.2"), "\(rows)")
    }

    @Test("what the moves, rules and notes name, some table reads")
    func changes() throws {
        let tables = try ["3.0.0", "4.1.0"].map(Sample.table)
        let changes = try Sample.changes()
        #expect(changes.moves.count > 8)
        for move in changes.moves {
            for language in ShimLanguage.allCases {
                #expect(tables.contains { $0.keys(of: language).type(of: move.place(in: language)) != nil }, "\(move)")
            }
        }
        for rule in changes.values {
            #expect(tables.contains { $0.keys(of: rule.language).type(of: rule.place) != nil }, "\(rule)")
        }
        for note in changes.notes {
            #expect(tables.contains { $0.keys(of: note.from).type(of: note.place) != nil }, "\(note)")
        }
        for move in changes.annotations {
            #expect(tables.contains { table in table.annotations.contains { $0.name == move.go } }, "\(move)")
            #expect(tables.contains { table in table.annotations.contains { $0.name == move.rust } }, "\(move)")
        }
    }

    @Test("a table is made of lists: types, what is read, what the files say")
    func facts() throws {
        let rows = [
            ["9.0.0", "STRUCT:hypervisor.*", "kernel", "1", "1", "string", "String", ""],
            ["9.0.0", "STRUCT:agent.kata.sub", "n", "0", "1", "", "Option<u8>", ""],
            ["9.0.0", "hypervisor.qemu", "kernel", "1", "1", "\"/k\"", "\"/k\"", ""],
            ["9.0.0", "hypervisor.qemu[qemu-x]", "kernel", "1", "0", "\"\"a=1\" \"b\"\"", "", ""],
            ["9.0.0", "hypervisor.qemu[qemu-x]", "shown", "1", "0", "7", "", "go:commented"],
            ["8.0.0", "hypervisor.qemu", "old", "1", "1", "1", "1", ""],
        ]
        let names = [
            ["9.0.0", "io.katacontainers.a", "1", "0", "enable_annotations", "A", "", "mind"],
            ["9.0.0", "io.katacontainers.b", "1", "1", "ungated", "B", "", "internal; not a pod's"],
        ]
        func text(_ rows: [[String]]) -> String { rows.map { $0.joined(separator: "\t") }.joined(separator: "\n") }
        let version = try #require(KataVersion("9.0.0"))
        let table = try #require(KeyFacts.table(of: version, keys: text(rows), annotations: text(names)))
        #expect(table.go.reads == ["hypervisor": ["kernel": .text, "shown": .i64]])
        #expect(table.rust.reads == ["hypervisor": ["kernel": .text], "agent.sub": ["n": .u8]])
        #expect(table.go.templates.map(\.name) == ["qemu", "qemu-x"])
        #expect(
            table.go.templates.map(\.values) == [
                [KeyPlace("hypervisor", "kernel"): "\"/k\""], [KeyPlace("hypervisor", "kernel"): "\"a=1 b\""],
            ])
        #expect(table.annotations == [AnnotationRule(name: "io.katacontainers.a", go: .gated, rust: .no, note: "mind")])
        #expect(KeyFacts.table(of: try #require(KataVersion("7.0.0")), keys: text(rows), annotations: "") == nil)
    }

    @Test("another release is its templates on top of an earlier table")
    func templates() throws {
        let text = "[hypervisor.qemu]\nkernel = \"@KERNEL@\"\nbrand_new = @SIZE@\n[agent.@TYPE@]\nenable_debug = true\n"
        let (document, problems) = TomlDocument.read(
            Array(text.utf8), file: "configuration-qemu.toml.in", templates: true)
        let template = KeyTable.NamedTemplate(
            name: ShimKeys.templateName(ofFile: "configuration-qemu-runtime-rs.toml.in"),
            document: try #require(document, "\(problems)"))
        let version = try #require(KataVersion("4.2.0"))
        let table = try Sample.table("4.1.0").with(version: version, templates: [.rust: [template]])
        #expect(table.go == (try Sample.table("4.1.0")).go && table.version == version)
        #expect(table.rust.templates.map(\.name) == ["qemu"])
        #expect(table.rust.type(of: KeyPlace("hypervisor", "brand_new")) != nil)
        #expect(table.rust.templates.first?.value(of: KeyPlace("agent", "enable_debug")) == .flag(true))
        #expect(table.rust.templates.first?.value(of: KeyPlace("hypervisor", "kernel")) == nil)
        #expect(TomlDocument.read(Array(text.utf8), file: "x").document == nil)
    }

    @Test(
        "a table that is none is refused with its place",
        arguments: [
            "", "[]", "kata-keys: 2\nrelease: 1.0.0\ngo: {}\nrust: {}\n",
            "kata-keys: 1\nrelease: x\ngo: {}\nrust: {}\n",
            "kata-keys: 1\nrelease: 1.0.0\ngo: {}\n",
            "kata-keys: 1\nrelease: 1.0.0\ngo: { reads: { a: { b: word } } }\nrust: {}\n",
            "kata-keys: 1\nrelease: 1.0.0\ngo: { templates: [{ name: a }] }\nrust: {}\n",
            "kata-keys: 1\nrelease: 1.0.0\ngo: { templates: [{ name: a, like: b }] }\nrust: {}\n",
            "kata-keys: 1\nrelease: 1.0.0\ngo: { needs: [a] }\nrust: {}\n",
        ])
    func refused(_ text: String) {
        let file = KeyTableFile.load(Array(text.utf8), file: "x.yaml")
        #expect(file.table == nil && !file.diagnostics.isEmpty)
    }

    @Test(
        "a file of changes that is none is refused",
        arguments: [
            "moves: [{ go: a }]", "moves: [{ go: a/b, rust: c/d, factor: 1 }]",
            "notes: [{ from: go, to: rust, key: a/b }]",
            "values: [{ shim: go, key: a/b, value: '1', note: n }]",
            "values: [{ shim: go, key: a/b, value: '1', note: n, write: '2', outcome: refused }]",
            "values: [{ shim: go, key: a/b, value: '[', note: n, outcome: refused }]", "annotations: [{ go: a }]",
            "more: 1",
        ])
    func changesRefused(_ text: String) {
        #expect(!KeyChangesFile.load(Array("kata-changes: 1\n\(text)\n".utf8), file: "x").diagnostics.isEmpty)
    }
}
