import Documents
import Facets
import Foundation
import Scenarios
import Testing

/// The files of the package's own library, as they stand in the clone.
enum LibraryFiles {
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every scenario file, by its path from the package's root.
    static let scenarios: [String] = {
        let folder = root.appending(path: "Scenarios")
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".yaml") }.map { "Scenarios/\($0)" }.sorted()
    }()

    static func bytes(_ file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: file)))
    }

    static func load(_ file: String) throws -> ScenarioFile {
        ScenarioFile.load(try bytes(file), file: file)
    }
}

@Suite("The library")
struct LibraryTests {
    @Test("every file loads without a complaint", arguments: LibraryFiles.scenarios)
    func loads(file: String) throws {
        let loaded = try LibraryFiles.load(file)
        #expect(loaded.diagnostics.map(\.description) == [])
        #expect(!loaded.scenarios.isEmpty)
        #expect(loaded.scenarios.allSatisfy { $0.file == file })
    }

    @Test("there is a library, in more than a few areas, and each tier has its share")
    func size() throws {
        let scenarios = try LibraryFiles.scenarios.flatMap { try LibraryFiles.load($0).scenarios }
        #expect(LibraryFiles.scenarios.count >= 24)
        #expect(Set(scenarios.map(\.area)).count >= 8)
        #expect(scenarios.contains { $0.tier == .pr } && scenarios.contains { $0.tier == .nightly })
    }

    @Test("no id stands twice, rows of `vary` included")
    func unique() throws {
        let ids = try LibraryFiles.scenarios.flatMap { try LibraryFiles.load($0).scenarios.map(\.id) }
        #expect(Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys.sorted() == [])
    }

    @Test("no two steps of a scenario have one path", arguments: LibraryFiles.scenarios)
    func paths(file: String) throws {
        for scenario in try LibraryFiles.load(file).scenarios {
            let paths = flat(scenario.steps).map(\.path.description)
            #expect(Dictionary(grouping: paths) { $0 }.filter { $1.count > 1 }.keys.sorted() == [])
        }
    }

    @Test("everything that is covered is a critical path", arguments: LibraryFiles.scenarios)
    func covers(file: String) throws {
        let text = try String(
            contentsOf: LibraryFiles.root.appending(path: "Matrix/critical-paths.yaml"), encoding: .utf8)
        let ids = text.matches(of: /- id: ([a-z0-9-]+)/).map { String($0.1) }
        #expect(ids.count > 20)
        let loaded = ScenarioFile.load(try LibraryFiles.bytes(file), file: file, paths: ids)
        #expect(loaded.diagnostics.map(\.description) == [])
    }

    @Test("expanded ids carry their values")
    func ids() throws {
        let ids = try LibraryFiles.load("Scenarios/signals/ends.yaml").scenarios.map(\.id)
        #expect(ids.first == "signals/ends[signal=TERM,exit=143]")
        #expect(ids.count == 5)
    }

    private func flat(_ steps: [Step]) -> [Step] {
        steps.flatMap { step -> [Step] in
            switch step.action {
            case .concurrently(let branches): [step] + branches.flatMap(flat)
            case .repeat(_, let inner): [step] + flat(inner)
            default: [step]
            }
        }
    }
}
