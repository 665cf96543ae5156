import Documents
import Foundation
import Scenarios
import Testing

@Suite("The life-cycle machine")
struct LifeCycleTests {
    private func calls(_ steps: String) throws -> [String] {
        let file = load(scenario(steps))
        try #require(file.diagnostics.map(\.description) == [])
        var life = LifeCycle()
        let scenario = try #require(file.scenarios.first)
        return life.walk(scenario.steps).map { "\($0.object.rawValue) \($0.call.rawValue) \($0.state.rawValue)" }
    }

    @Test("a plain life, an exec in it, and calls after its end")
    func plain() throws {
        #expect(
            try calls(
                """
                  - { state: main, expect: { error: not_found } }
                  - { create: main }
                  - { start: main }
                  - { exec: main.x, process: [probe] }
                  - { start: main.x }
                  - { pause: main }
                  - { kill: main.x, signal: 9, expect: { error: any } }
                  - { resume: main }
                  - { kill: main, signal: 9 }
                  - { wait: main }
                  - { state: main.x }
                  - { delete: main }
                  - { state: main, expect: { error: any } }
                  - { call: main, verb: checkpoint, expect: { error: any } }
                """) == [
                    "init State unknown", "init Create unknown", "init Start created", "exec Exec unknown",
                    "init Exec running", "exec Start created", "init Pause running", "exec Kill paused",
                    "init Resume paused", "init Kill running", "init Wait running", "exec State stopped",
                    "init Delete stopped", "init State deleted", "init Checkpoint deleted",
                ])
    }

    @Test("what must fail, or makes no sense, changes nothing")
    func refused() throws {
        #expect(
            try calls(
                """
                  - { start: main, expect: { error: any } }
                  - { create: main, expect: { error: [any] } }
                  - { create: main, expect: { error: anything } }
                  - { delete: main, expect: { error: any } }
                  - { start: main }
                  - { start: main, expect: { error: any } }
                  - { delete: main, expect: { error: any } }
                  - { state: main }
                """) == [
                    "init Start unknown", "init Create unknown", "init Create unknown", "init Delete created",
                    "init Start created", "init Start running", "init Delete running", "init State running",
                ])
    }

    @Test("branches begin alike; what one of them changed holds after them")
    func branches() throws {
        #expect(
            try calls(
                """
                  - { run: main }
                  - concurrently:
                      - [{ wait: main }, { state: main }]
                      - [{ pids: main }, { kill: main, signal: 9 }]
                  - { state: main }
                """) == [
                    "init Create unknown", "init Start created", "init Wait running", "init State stopped",
                    "init Pids running", "init Kill running", "init State stopped",
                ])
    }

    @Test("what is repeated is walked a second time")
    func repeated() throws {
        #expect(
            try calls("  - { run: main }\n  - repeat: 9\n    steps: [{ run: main.x, process: [probe] }]").suffix(5) == [
                "exec Exec deleted", "init Exec running", "exec Start created", "exec Wait running",
                "exec Delete stopped",
            ])
    }
}

extension GeneratedFile: CustomTestStringConvertible {
    public var testDescription: String { path }
}

@Suite("The table of calls")
struct CallTableTests {
    private static func scenarios() throws -> [Scenario] {
        try LibraryFiles.scenarios.flatMap { try LibraryFiles.load($0).scenarios }
    }

    @Test("no cell is empty")
    func full() throws {
        let cells = CallTable(of: try Self.scenarios()).cells
        #expect(cells.count == 17 * 6 + 8 * 6)
        let empty = cells.filter(\.scenarios.isEmpty)
            .map { "\($0.object.rawValue) \($0.call.rawValue) \($0.state.rawValue)" }
        #expect(empty == [])
        #expect(!cells.contains { $0.scenarios.contains { $0.contains("[") } })
    }

    @Test("a call whose demand is known is tried with it, and only waiting for what lives has none")
    func demands() {
        for cell in CallTable.all {
            let error = CallDemand.error(of: cell.call, on: cell.object, cell.state)
            #expect((error == nil) == (cell.call == .wait && [.created, .running, .paused].contains(cell.state)))
        }
    }

    @Test("a generated file is as it is made; `kumite new generated` renews it", arguments: GeneratedFile.all)
    func generated(file: GeneratedFile) throws {
        let kept = try String(contentsOf: LibraryFiles.root.appending(path: file.path), encoding: .utf8)
        #expect(kept == file.text, "renew \(file.path) with `kumite new generated`")
        let loaded = ScenarioFile.load(Array(file.text.utf8), file: file.path)
        #expect(loaded.diagnostics.map(\.description) == [])
        #expect(loaded.scenarios.allSatisfy { $0.generated })
    }

    @Test("nothing in the library says that it is made and is not")
    func strays() throws {
        let made = Set(GeneratedFile.all.map(\.path))
        for scenario in try Self.scenarios() where scenario.generated { #expect(made.contains(scenario.file)) }
    }
}
