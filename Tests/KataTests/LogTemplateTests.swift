import Facets
import Recordings
import Scenarios
import Testing

@testable import Kata

@Suite("Logs by template, and how the agent's gets out") struct LogTemplateTests {
    @Test(
        "what varies is put aside, what is said stays",
        arguments: [
            ("timed out after 30s", "timed out after Ns"), ("pid 4711: no such process", "pid N: no such process"),
            ("dial vsock://3735928559:1024", "dial vsock://N:N"), ("at 0x7f3a00c0ffee", "at N"),
            ("container 5f0c1d2e3b4a5f0c1d2e3b4a", "container N"), ("feedface of the dead", "feedface of the dead"),
            ("id 123e4567-e89b-12d3-a456-426614174000", "id N"), ("tap0_kata", "tapN_kata"),
            ("from 02:42:ac:11:00:0f to", "from N to"), ("11:22:33", "N:N:N"),
            ("no such device", "no such device"), ("/run/vc/sbs/x/persist.json", "/run/vc/sbs/x/persist.json"),
            ("größe 12 µs", "größe N µs"), ("2026-11-22T07:48:38.123Z gone", "N-N-NTN:N:N.NZ gone"), ("", ""),
        ])
    func templates(_ text: String, _ template: String) {
        let record = LogRecord(origin: .agent, text: text)
        #expect(LogTemplate.text(of: record) == template)
        #expect(LogTemplate.plain(template) == template, "applied twice it changes nothing")
    }

    @Test("the error beside the text belongs to it, a backtrace does not, and both are bounded")
    func parts() {
        let record = LogRecord(origin: .shim, text: "create failed", fields: ["error": "no vm 7\n  0: main"])
        #expect(LogTemplate.text(of: record) == "create failed: no vm N")
        let long = LogRecord(origin: .shim, text: String(repeating: "é", count: 100_000))
        #expect(LogTemplate.text(of: long).utf8.count <= LogTemplate.byteLimit + 2)
    }

    private static func console(_ level: String, _ text: String) -> String {
        #"time="2031-05-06T07:08:10Z" level=debug msg="reading guest console" sandbox=k7-main vmconsole="#
            + #""{\"msg\":\"\#(text)\",\"level\":\"\#(level)\",\"source\":\"agent\"}""#
    }

    private func derived(_ lines: [String]) -> Derived {
        let scenario = Scenario(
            id: "a/b", title: "t", because: "b", origin: [], covers: [], tier: .pr, containers: [], steps: [])
        let bytes = Array(lines.joined(separator: "\n").utf8)
        let half = bytes.count / 2
        let what: [Observed] = [
            .bound(Binding(kind: .id, value: "k7-main", name: "main")), .log(RawBytes(Array(bytes[..<half]))),
            .log(RawBytes(Array(bytes[half...]))),
        ]
        let observations = what.enumerated().map { index, what in
            Observation(number: index + 1, at: 1, step: nil, what: what)
        }
        return derive(Recording(scenario: scenario, observations: observations), extractors: [KataLogExtractor()])
    }

    @Test("a trial's log is told by who speaks: how much of each level, and each error once")
    func extracted() {
        let found = derived([
            Self.console("ERRO", "k7-main has no device 7"), Self.console("ERRO", "k7-main has no device 8"),
            Self.console("INFO", "all well"),
            #"time="2031-05-06T07:08:10Z" level=error msg="dead after 5s" error="code 1" pid=7 sandbox=k7-main"#,
            #"time="2031-05-06T07:08:10Z" level=warning msg="slow 12" pid=7"#, "qemu-system-x86_64: no kvm",
        ])
        func state(_ names: String...) -> FacetState? { found.facets[FacetPath(["run", "log"] + names)] }
        #expect(state("agent", "error") == .seen(.integer(2)) && state("agent", "info") == .seen(.integer(1)))
        #expect(state("agent", "error", "templates") == .seen(.bag([.text("main has no device N")])))
        #expect(state("vmm", "error", "templates") == .seen(.bag([.text("no kvm")])))
        #expect(state("shim", "error") == .seen(.integer(1)) && state("shim", "error", "templates") == nil)
        #expect(state("error", "messages") == .seen(.bag([.text("dead after Ns: code N")])))
        #expect(state("warning", "messages") == .seen(.bag([.text("slow N")])))
        #expect(state("kernel", "critical", "templates") == .seen(.bag([])))
        for path in found.facets.states.keys { #expect(Catalogue.shim.entry(for: path) != nil, "\(path)") }
        let errors = FacetPath("run", "log", "agent", "error", "templates")
        #expect(Catalogue.shim.entry(for: errors)?.severity == .major)
        #expect(Catalogue.shim.entry(for: errors)?.comparison == .bag)
        #expect(Catalogue.shim.entry(for: FacetPath("run", "log", "agent", "error"))?.comparison == .shown)
        #expect(Catalogue.shim.entry(for: FacetPath("run", "log", "error", "messages"))?.comparison == .template)
    }

    @Test("the same log with other numbers and ids gives the same, another error does not")
    func compared() {
        let one = derived([Self.console("ERRO", "device 7 of 0xdeadbeef")])
        let other = derived([Self.console("ERRO", "device 9 of 0xfeedface")])
        #expect(one.facets == other.facets)
        #expect(one.facets != derived([Self.console("ERRO", "disk 7 of 0xdeadbeef")]).facets)
    }

    @Test("a flood of templates is bounded")
    func flood() {
        let found = derived((0..<500).map { Self.console("ERRO", "x" + String(repeating: "y", count: $0)) })
        guard case .seen(.bag(let all))? = found.facets[FacetPath("run", "log", "agent", "error", "templates")] else {
            Issue.record("no templates")
            return
        }
        #expect(all.count == LogTemplate.most)
        #expect(found.facets[FacetPath("run", "log", "agent", "error")] == .seen(.integer(500)))
    }

    @Test(
        "the drop-in that lets the agent's log out: keys that the shim reads, of their types",
        arguments: [
            ("go@4.1.0", "qemu"), ("go@4.1.0", "clh"), ("go@3.0.0", "qemu"), ("rust@4.1.0", "qemu"),
            ("rust@4.1.0", "dragonball"), ("rust@3.0.0", "dragonball"), ("go@4.1.0", "firecracker"),
        ])
    func dropIns(_ release: String, _ hypervisor: String) throws {
        let release = try #require(ShimRelease(release))
        guard case .dropIn(let text) = AgentLog.way(for: release, hypervisor: hypervisor) else {
            Issue.record("no way for \(release)")
            return
        }
        let document = try Sample.document(text)
        let keys = try Sample.table(release.version.description).keys(of: release.language)
        #expect(document.entries.count == (release.language == .go ? 2 : 1))
        for entry in document.entries {
            let place = KeyPlace(KeyPlace.section(of: entry.table), entry.key)
            let type = try #require(keys.type(of: place), "\(release) does not read \(place)")
            #expect(type.refusal(of: entry.value) == nil)
            #expect(entry.table.first != "hypervisor" || entry.table[1] == hypervisor)
        }
    }

    @Test("where nothing could let it out, the reason is told; where it comes out, too")
    func noWay() throws {
        let go = try #require(ShimRelease("go@4.1.0"))
        for name in ["remote", "unheard-of"] {
            guard case .none(let why) = AgentLog.way(for: go, hypervisor: name) else {
                Issue.record("a way for \(name)")
                return
            }
            #expect(!why.isEmpty)
        }
        #expect(AgentLog.place(for: go).contains("console"))
        #expect(AgentLog.place(for: try #require(ShimRelease("rust@4.1.0"))).contains("journal"))
        #expect(AgentLog.place(for: try #require(ShimRelease("rust@3.0.0"))).contains("shim's log"))
    }
}
