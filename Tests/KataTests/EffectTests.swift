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
        let place = try #require(KeyPlace(effect.key))
        let value = try #require(KeyMove.parse(effect.value))
        let table = try Sample.table("4.1.0")
        let move = try Sample.changes().moves.first { $0.go == place }
        var readers = 0
        for language in ShimLanguage.allCases {
            let own = move?.place(in: language) ?? place
            guard let type = table.keys(of: language).type(of: own) else { continue }
            readers += 1
            #expect(type.refusal(of: value) == nil, "\(language)")
            for template in table.keys(of: language).templates where template.name == "qemu" {
                #expect(template.value(of: own) != value, "\(language) has it already")
            }
        }
        #expect(readers > 0)
        guard let name = effect.annotationName, let text = effect.annotation else { return }
        let rule = try #require(table.annotations.first { $0.name == name })
        #expect(rule.go != .no || rule.rust != .no)
        for language in ShimLanguage.allCases where rule.handling(in: language) != .no {
            let release = ShimRelease(language, table.version)
            let values = AnnotationValues(release: release, keys: table.keys(of: language), paths: [:])
            #expect(values.verdict(name, text) == .taken, "\(language)")
        }
    }

    @Test("every key and annotation of a release has a row, a scenario that there is, or a reason")
    func table() throws {
        for version in ["3.0.0", "4.1.0"] {
            let table = try Sample.table(version)
            let rows = EffectTable.rows(of: table, changes: try Sample.changes())
            #expect(Set(rows.map { "\($0.by) \($0.setting)" }).count == rows.count)
            #expect(rows.count { $0.by == "annotation" } == table.annotations.count)
            let ids = Set(SettingEffect.all.flatMap(\.scenarios))
            #expect(ids.count == SettingEffect.all.flatMap(\.scenarios).count, "two of one name")
            for row in rows {
                if let scenario = row.scenario { #expect(ids.contains(scenario)) } else { #expect(!row.note.isEmpty) }
            }
        }
        let rows = EffectTable.rows(of: try Sample.table("4.1.0"), changes: try Sample.changes())
        #expect(Set(rows.compactMap(\.scenario)) == Set(SettingEffect.all.flatMap(\.scenarios)))
        func scenario(_ setting: String) -> String? { rows.first { $0.setting == setting }?.scenario }
        #expect(scenario("hypervisor/seccomp_sandbox") == scenario("hypervisor/seccompsandbox"))
        #expect(rows.first { $0.setting == "hypervisor/valid_hypervisor_paths" }?.note.contains("gate") == true)
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
        let other = Scenario(
            id: "a/b", title: "t", because: "b", origin: [], covers: [], tier: .pr, containers: [], steps: [])
        #expect(EffectOutcome.of(other, in: FacetSet()) == nil)
    }

    @Test("several trials say one thing, or vary; what is ignored or varies is a finding")
    func together() {
        #expect(EffectOutcome.together([]) == .missing && EffectOutcome.together([.applied, .applied]) == .applied)
        #expect(EffectOutcome.together([.applied, .ignored]) == .varies)
        #expect(EffectOutcome.allCases.filter { EffectOutcome.isFinding([$0, $0]) } == [.ignored, .varies])
        #expect(EffectOutcome.isFinding([.refused, .applied]) && !EffectOutcome.isFinding([.refused, .unsupported]))
        func code(_ settings: [EffectOutcome]...) -> Int32 { EffectOutcome.exitCode(of: settings) }
        #expect(code([.applied, .applied], [.applied, .ignored]) == 1 && code([.applied, .unsupported]) == 0)
        // Nothing seen is never well.
        #expect(
            code([.unsupported, .unsupported], [.missing, .unseen]) == 2
                && EffectOutcome.exitCode(of: [[EffectOutcome]]()) == 2)
    }
}
