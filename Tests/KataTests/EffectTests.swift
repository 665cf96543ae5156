import Facets
import Recordings
import Scenarios
import Testing

@testable import Kata

@Suite("Settings that take effect, or don't") struct EffectTests {
    @Test(
        "each setting is read by a shim, with a value of its type that no file which ships has",
        arguments: SettingEffect.all)
    func known(_ effect: SettingEffect) throws {
        let table = try Sample.table("4.1.0")
        #expect(!effect.scenarios.isEmpty)
        if let text = effect.value { try known(effect, by: text, table) }
        guard let name = effect.annotationName, let text = effect.annotation else { return }
        let rule = try #require(table.annotations.first { $0.name == name })
        #expect(rule.go != .no || rule.rust != .no)
        var taking = 0
        for language in ShimLanguage.allCases where rule.handling(in: language) != .no {
            let release = ShimRelease(language, table.version)
            let values = AnnotationValues(release: release, keys: table.keys(of: language), paths: [:])
            switch values.verdict(name, text) {
            case .taken: taking += 1
            case .written: break
            // One that it has no such value for is refused by it, which is seen.
            case .refused(let why): #expect(effect.key == "runtime/experimental", "\(why)")
            }
        }
        #expect(taking > 0)
    }

    private func known(_ effect: SettingEffect, by text: String, _ table: KeyTable) throws {
        let place = try #require(KeyPlace(effect.key))
        let value = try #require(KeyMove.parse(text))
        let move = try Sample.changes().moves.first { $0.go == place && $0.values.isEmpty }
        var readers = 0
        for language in ShimLanguage.allCases {
            let own = move?.place(in: language) ?? place
            guard let type = table.keys(of: language).type(of: own) else { continue }
            readers += 1
            #expect(type.refusal(of: value) == nil, "\(language)")
            // What is tried before a stand-in guest is set in the file that is written for that.
            for template in table.keys(of: language).templates where template.name == "qemu" && !effect.isBeforeStandin
            {
                #expect(template.value(of: own) != value, "\(language) has it already")
            }
        }
        #expect(readers > 0)
    }

    @Test("every key and annotation of a release has a row, with scenarios that there are, or a reason that is its own")
    func table() throws {
        for version in ["3.0.0", "4.1.0"] {
            let table = try Sample.table(version)
            let rows = EffectTable.rows(of: table, changes: try Sample.changes())
            #expect(Set(rows.map { "\($0.by) \($0.setting)" }).count == rows.count)
            #expect(rows.count { $0.by == "annotation" } == table.annotations.count)
            let ids = Set(SettingEffect.all.flatMap { $0.scenarios.map(\.id) })
            #expect(ids.count == SettingEffect.all.flatMap(\.scenarios).count, "two of one name")
            for row in rows {
                for sight in row.sights { #expect(ids.contains(sight.scenario)) }
                #expect(row.sights.isEmpty != row.why.isEmpty && row.why != Unseen.other, "\(row.setting)")
            }
        }
        let rows = EffectTable.rows(of: try Sample.table("4.1.0"), changes: try Sample.changes())
        #expect(
            Set(rows.flatMap(\.sights).map(\.scenario))
                == Set(SettingEffect.all.flatMap { $0.scenarios.map(\.id) }))
        func scenarios(_ setting: String) -> [String]? { rows.first { $0.setting == setting }?.sights.map(\.scenario) }
        #expect(scenarios("hypervisor/seccomp_sandbox") == scenarios("hypervisor/seccompsandbox"))
        #expect(scenarios("hypervisor/default_memory") == ["effects/asked-default-memory", "effects/default-memory"])
        #expect(scenarios("runtime/emptydir_mode") == [])
        #expect(rows.first { $0.setting == "hypervisor/valid_hypervisor_paths" }?.why.contains("gate") == true)
        #expect(Unseen.reason(KeyPlace("hypervisor", "of_a_fork")) == Unseen.other)
    }

    @Test("whether a shim has a setting is told by the nearest table, under its own name too")
    func readers() throws {
        let tables = try ["3.0.0", "4.1.0"].map(Sample.table)
        func has(_ id: String, _ release: String) throws -> Bool? {
            let (effect, way) = try #require(SettingEffect.shown(by: id))
            return EffectTable.has(effect, by: way, try #require(ShimRelease(release)), tables, try Sample.changes())
        }
        #expect(try has("effects/seccompsandbox", "rust@4.2.0") == true)
        #expect(try has("effects/use-legacy-serial", "rust@4.1.0") == false)
        #expect(try has("effects/annotation-use-legacy-serial", "go@4.1.0") == true)
        #expect(try has("effects/annotation-use-legacy-serial", "rust@4.1.0") == false)
        #expect(try has("effects/asked-runtime-experimental-force-guest-pull", "go@3.9.0") == false)
        let (effect, way) = try #require(SettingEffect.shown(by: "effects/default-vcpus"))
        let release = try #require(ShimRelease("go@4.1.0"))
        #expect(EffectTable.has(effect, by: way, release, [], KeyChanges()) == nil)
    }

    /// The facets of a trial in which everything went well, with more.
    private func facets(_ scenario: Scenario, _ more: [String: FacetState]) throws -> FacetSet {
        var set = FacetSet()
        for path in [
            "main/run.create/error", "main/run.start/error", "main/create/error", "main/start/error",
            "main/ready/error", "main.seen/run.wait/error", "main.seen/wait/error", "main/kill/error",
            "main/wait/error",
            "main/delete/error", "main.seen/exec/error", "main.seen/create/error", "main.seen/start/error",
            "main.seen/delete/error", "pod/create/error", "pod/start/error",
        ] { set[try FacetPath(parsing: path)] = .absent }
        set[try FacetPath(parsing: "main/wait/exit")] = .seen(.integer(137))
        set[try FacetPath(parsing: "main.seen/wait/exit")] = .seen(.integer(0))
        for (path, state) in more { set[try FacetPath(parsing: path)] = state }
        return set
    }

    private func scenario(_ id: String) throws -> Scenario {
        let file = try #require(GeneratedFile.all.first { $0.path == "Scenarios/\(id).yaml" })
        let loaded = ScenarioFile.load(Array(file.text.utf8), file: file.path)
        #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics)")
        return try #require(loaded.scenarios.first)
    }

    @Test("applied, silently ignored, refused and not seen are told apart, by file and by annotation")
    func outcomes() throws {
        for id in ["effects/default-vcpus", "effects/annotation-default-vcpus"] {
            let scenario = try scenario(id)
            func outcome(_ more: [String: FacetState]) throws -> EffectOutcome? {
                EffectOutcome.of(scenario, in: try facets(scenario, more))
            }
            let seen = "main.seen/guest/cpus/online"
            #expect(try outcome([seen: .seen(.text("0-1"))]) == .applied)
            #expect(try outcome([seen: .seen(.text("0"))]) == .ignored)
            #expect(try outcome([seen: .hidden("no report")]) == .unseen)
            #expect(try outcome(["main.seen/start/error": .seen(.text("internal"))]) != .refused)
            #expect(
                try outcome([
                    seen: .unreached(step: "main/create"), "main/create/error": .seen(.text("invalid_argument")),
                ]) == .refused)
        }
        let outside = try scenario("effects/machine-accelerators")
        let facet = "host/qemu/machine/q35/smm"
        #expect(EffectOutcome.of(outside, in: try facets(outside, [facet: .seen(.text("off"))])) == .applied)
        #expect(EffectOutcome.of(outside, in: try facets(outside, [facet: .absent])) == .ignored)
        let sandbox = try scenario("effects/annotation-rootless")
        let users = "host/posture/vmm:pod/users"
        #expect(EffectOutcome.of(sandbox, in: try facets(sandbox, [users: .seen(.integer(1234))])) == .applied)
        #expect(EffectOutcome.of(sandbox, in: try facets(sandbox, [users: .seen(.integer(0))])) == .ignored)
        let other = Scenario(
            id: "a/b", title: "t", because: "b", origin: [], covers: [], tier: .pr, containers: [], steps: [])
        #expect(EffectOutcome.of(other, in: FacetSet()) == nil)
    }

    @Test("what must be refused is applied where it is, for that reason; else ignored, or not seen")
    func refusals() throws {
        let scenario = try scenario("effects/refused-remote-hypervisor-socket")
        func outcome(_ error: FacetState, _ message: FacetState = .absent) throws -> EffectOutcome? {
            EffectOutcome.of(
                scenario,
                in: try facets(
                    scenario, ["main/create/error": error, "main/create/message": message, "main/create/hang": .absent])
            )
        }
        let internally = FacetState.seen(.text("internal"))
        #expect(try outcome(internally, .seen(.text("dial unix\n/usr/share/kumite/no-such-one: none"))) == .applied)
        #expect(try outcome(.absent) == .ignored)
        #expect(try outcome(internally, .seen(.text("no space left"))) == .unseen)
    }

    @Test("one that may end as it likes is applied if it was asked, and refused if it was refused before")
    func endingAtCreate() throws {
        let scenario = try scenario("effects/asked-runtime-experimental")
        let path = #"main/create/asked/CreateContainer/storages/"/run/kata-containers/main/rootfs"/driver"#
        func outcome(_ error: FacetState, _ driver: FacetState? = nil) throws -> EffectOutcome? {
            var more = ["main/create/error": error]
            more[path] = driver
            return EffectOutcome.of(scenario, in: try facets(scenario, more))
        }
        #expect(try outcome(.seen(.text("unimplemented")), .seen(.text("image_guest_pull"))) == .applied)
        #expect(try outcome(.seen(.text("invalid_argument"))) == .refused)
        #expect(try outcome(.absent) == .ignored)
        let gate = try self.scenario("effects/asked-enable-annotations")
        let asked = "pod/create/asked/CreateVM/annotations/io.katacontainers.config.hypervisor.machine_type"
        let refused = ["pod/create/error": FacetState.seen(.text("unknown")), asked: .unreached(step: "pod/create")]
        #expect(EffectOutcome.of(gate, in: try facets(gate, refused)) == .applied)
        #expect(EffectOutcome.of(gate, in: try facets(gate, [asked: .seen(.text(""))])) == .applied)
        #expect(EffectOutcome.of(gate, in: try facets(gate, [asked: .seen(.text("kumite"))])) == .ignored)
    }

    @Test("several trials say one thing, or vary; what is ignored or varies is a finding")
    func together() {
        #expect(EffectOutcome.together([]) == .missing && EffectOutcome.together([.applied, .applied]) == .applied)
        #expect(EffectOutcome.together([.applied, .ignored]) == .varies)
        #expect(EffectOutcome.allCases.filter { EffectOutcome.isFinding([$0, $0]) } == [.ignored, .varies])
        #expect(EffectOutcome.isFinding([.refused, .applied]) && !EffectOutcome.isFinding([.refused, .unsupported]))
        #expect(EffectOutcome.isFinding([.foreign, .applied]) && !EffectOutcome.isFinding([.foreign, .foreign]))
        func code(_ settings: [EffectOutcome]...) -> Int32 { EffectOutcome.exitCode(of: settings) }
        #expect(code([.applied, .applied], [.applied, .ignored]) == 1 && code([.applied, .unsupported]) == 0)
        // Nothing seen is never well.
        #expect(
            code([.unsupported, .unsupported], [.missing, .unseen]) == 2
                && EffectOutcome.exitCode(of: [[EffectOutcome]]()) == 2)
    }
}
