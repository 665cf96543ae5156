import Documents
import Foundation
import Matrices
import Testing

private let contenders = """
    contenders:
      runc: { shim: /usr/bin/containerd-shim-runc-v2, runtime: /usr/sbin/runc }
      crun: { shim: /usr/bin/containerd-shim-runc-v2, runtime: ../bin/./crun }
    """

private func load(_ text: String, folder: String = "/lib/Matrix") -> MatrixFile {
    MatrixFile.load(Array(text.utf8), file: "Matrix/m.yaml", folder: folder)
}

@Suite("Matrices")
struct MatrixFileTests {
    @Test("contenders, pairs and axes are read in the order of the file")
    func reads() throws {
        let file = load(
            contenders + """

                  go:
                    family: kata
                    release: go@4.1.0
                    shim: /opt/kata/bin/containerd-shim-kata-v2
                    config: c.toml
                    hypervisor: qemu
                    speaks: "2.1"
                    lacks: [guest-swap]
                    speaks-for: [exit, io]
                pairs:
                  - { baseline: runc, candidate: crun }
                  - { baseline: go, candidate: crun, reference: runc }
                axes: { cgroups: [legacy, unified], containerd: ["1.6", "2.1"], driver: [shim] }
                """)
        try #require(file.diagnostics.map(\.description) == [])
        let matrix = try #require(file.matrix)
        #expect(matrix.name == "m")
        #expect(matrix.contenders.map(\.name) == ["runc", "crun", "go"])
        #expect(matrix.contenders.map(\.family) == ["runc", "runc", "kata"])
        #expect(matrix.contenders[1].runtime == "/lib/bin/crun")
        let go = Contender(
            name: "go", family: "kata", release: "go@4.1.0", shim: "/opt/kata/bin/containerd-shim-kata-v2",
            config: "/lib/Matrix/c.toml", hypervisor: "qemu", speaks: "2.1", lacks: ["guest-swap"],
            speaksFor: ["exit", "io"])
        #expect(matrix.contenders[2] == go)
        #expect(
            matrix.pairs == [
                Pair(baseline: "runc", candidate: "crun"),
                Pair(baseline: "go", candidate: "crun", reference: "runc"),
            ])
        #expect(matrix.axes == Axes(cgroups: [.legacy, .unified], drivers: ["shim"], containerd: ["1.6", "2.1"]))
    }

    @Test(
        "a mistake is told with its place and the nearest name",
        arguments: [
            ("pairs: [{ baseline: runc, candidate: crn }]", 4, 38, "unknown contender 'crn'", "crun"),
            ("pairs: [{ baseline: runc }]", 4, 9, "a pair needs 'candidate'", nil),
            (
                "pairs: [{ baseline: runc, candidate: crun, refrence: crun }]", 4, 44, "unknown key in a pair",
                "reference"
            ),
            (
                "pairs: [{ baseline: runc, candidate: crun }, { candidate: crun, baseline: runc }]", 4, 46,
                "stands here already", nil
            ),
            ("axes: { cgroups: [legcy] }", 4, 19, "unknown cgroups 'legcy'", "legacy"),
            ("axes: { cgroups: [] }", 4, 18, "needs a value", nil),
            ("axes: { containerd: [\"1.9\"] }", 4, 22, "unknown containerd '1.9'", "1.6"),
            ("axes: { driver: [cri] }", 4, 18, "unknown driver 'cri'; known: shim", nil),
            ("axes: { driver: [shim, shim] }", 4, 24, "stands twice", nil),
            ("axes: { monitor: [qemu] }", 4, 9, "unknown key in 'axes'", nil),
            ("except: []", 4, 1, "unknown key in a matrix 'except'", nil),
            ("  bad: { runtime: /x }", 4, 8, "contender 'bad' needs 'shim'", nil),
            ("  bad: { shim: /x, famly: runc }", 4, 20, "unknown key", "family"),
            ("  bad: { shim: /x, family: kta }", 4, 28, "unknown family 'kta'", "kata"),
            ("  bad: { shim: /x, next: rnuc }", 4, 26, "unknown contender 'rnuc'", "runc"),
            (
                "  bad: { shim: /x, family: kata, next: runc }", 4, 40,
                "'runc' is of the family runc; what is to take over what runs must be of kata", nil
            ),
            ("  Bad: { shim: /x }", 4, 3, "small letters", nil),
            ("  runc: { shim: /x }", 4, 3, "stands twice", nil),
        ] as [(String, Int, Int, String, String?)])
    func refuses(text: String, line: Int, column: Int, says: String, suggests: String?) {
        let file = load(contenders + "\n" + text)
        #expect(file.matrix == nil)
        let found = file.diagnostics.contains {
            $0.line == line && $0.column == column && $0.message.contains(says) && $0.suggestion == suggests
        }
        #expect(found, "\(file.diagnostics.map(\.description).joined(separator: "\n"))")
    }

    @Test("next is a contender of the file, wherever it stands in it")
    func next() throws {
        let file = load(
            "contenders: { a: { shim: /a, next: b }, b: { shim: /b, runtime: /r, speaks: '2.1', next: a } }")
        try #require(file.diagnostics.map(\.description) == [])
        #expect(
            file.matrix?.contender("a")?.next == Successor(name: "b", shim: "/b", runtime: "/r", speaks: "2.1"))
        #expect(file.matrix?.contender("b")?.next == Successor(name: "a", shim: "/a"))
    }

    @Test("a contender can have a configuration for each hypervisor; the axis chooses, and each must be there")
    func hypervisors() throws {
        let kata = """
            contenders:
              go: { family: kata, shim: /g, config: { qemu: q.toml, clh: /c.toml }, next: rust }
              rust: { family: kata, shim: /r, config: { qemu: rq.toml, clh: rc.toml } }
              own: { family: kata, shim: /o, hypervisor: clh, config: { qemu: oq.toml, clh: oc.toml } }
              runc: { shim: /x }

            """
        let file = load(
            kata + "pairs: [ { baseline: go, candidate: rust, reference: runc } ]\n"
                + "axes: { hypervisor: [clh, qemu], setup: [stock, aligned] }\n")
        try #require(file.diagnostics.map(\.description) == [])
        let matrix = try #require(file.matrix)
        #expect(matrix.contender("go")?.config == nil && matrix.contender("own")?.config == "/lib/Matrix/oc.toml")
        let cells = matrix.cells(view: .host, speaks: "2.1")
        #expect(
            cells.map(\.name) == [
                "go-clh~rust-clh~runc/shim/host/2.1/clh/stock", "go-clh~rust-clh~runc/shim/host/2.1/clh/aligned",
                "go-qemu~rust-qemu~runc/shim/host/2.1/qemu/stock", "go-qemu~rust-qemu~runc/shim/host/2.1/qemu/aligned",
            ])
        #expect(cells.map(\.setup) == [.stock, .aligned, .stock, .aligned])
        #expect(cells.map(\.baseline.config) == ["/c.toml", "/c.toml", "/lib/Matrix/q.toml", "/lib/Matrix/q.toml"])
        #expect(
            cells.first?.baseline.hypervisor == "clh" && cells.first?.baseline.next?.config == "/lib/Matrix/rc.toml")
        #expect(cells.allSatisfy { $0.confounders == nil })

        let lacking = load(kata + "axes: { hypervisor: [qemu, fc] }\n")
        #expect(
            lacking.diagnostics.map(\.message) == [
                "contender 'go' has no configuration for fc", "contender 'rust' has no configuration for fc",
            ])
        let open = load(kata)
        #expect(open.diagnostics.count == 2)
        #expect(open.diagnostics.allSatisfy { $0.message.contains("name one with 'hypervisor', or an axis of them") })
        #expect(!load(kata + "axes: { hypervisor: [qemu, qemu], setup: [shipped] }\n").diagnostics.isEmpty)
    }

    @Test("hypervisors that differ within a pair are named as what a difference may come from")
    func confounded() throws {
        let file = load(
            """
            contenders:
              go: { family: kata, shim: /g, hypervisor: qemu }
              rust: { family: kata, shim: /r, hypervisor: dragonball }
            pairs: [ { baseline: go, candidate: rust } ]
            axes: { setup: [stock] }
            """)
        let cells = try #require(file.matrix).cells(view: .host, speaks: "2.1")
        #expect(cells.map(\.name) == ["go~rust/shim/host/2.1/stock"])
        #expect(cells.first?.confounders == ["the hypervisor: qemu behind go, dragonball behind rust"])
    }

    @Test("agent-log is for Kata's alone, and true or false")
    func agentLog() {
        let kata = "contenders: { a: { shim: /containerd-shim-kata-v2 } }\nagent-log: "
        #expect(load(kata + "true").matrix?.agentLog == true && load(kata + "false").matrix?.agentLog == nil)
        #expect(load(kata + "maybe").diagnostics.count == 1)
        let none = load("contenders: { a: { shim: /a } }\nagent-log: true").diagnostics
        #expect(none.first?.message.contains("of the family kata") == true && none.first?.line == 2, "\(none)")
    }

    @Test("what is lacking must be a capability where those are known")
    func lacks() {
        let text = Array("contenders: { a: { shim: /a, lacks: [pdos] } }".utf8)
        let file = MatrixFile.load(text, file: "m.yaml", folder: "/", capabilities: ["pods"])
        #expect(
            file.diagnostics.map(\.description) == ["m.yaml:1:38: unknown capability 'pdos'; did you mean 'pods'?"])
    }

    @Test(
        "the package's own matrices load",
        arguments: [("local", 1), ("kata", 1), ("kata-3.0", 3), ("kata-4", 4), ("kata-pr", 2), ("kata-standin", 1)])
    func own(name: String, pairs: Int) throws {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: root.appending(path: "Matrix/\(name).yaml"))
        let file = MatrixFile.load(Array(data), file: "Matrix/\(name).yaml", folder: root.path + "/Matrix")
        #expect(file.diagnostics.map(\.description) == [])
        #expect(file.matrix?.name == name)
        #expect(file.matrix?.pairs.count == pairs)
        if name == "local" {
            let wrapper = try #require(file.matrix?.contender("runsc")?.runtime)
            #expect(FileManager.default.isExecutableFile(atPath: wrapper))
        }
    }
}
