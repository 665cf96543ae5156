import Documents
import Foundation
import Scenarios
import Testing

@Suite("The catalogue and the scaffold")
struct CatalogueTests {
    @Test("Scenarios/README.md is the catalogue; `kumite new generated` renews it")
    func current() throws {
        let scenarios = try LibraryFiles.scenarios.flatMap { try LibraryFiles.load($0).scenarios }
        let kept = try String(contentsOf: LibraryFiles.root.appending(path: "Scenarios/README.md"), encoding: .utf8)
        #expect(
            kept == ScenarioCatalogue.markdown(of: scenarios),
            "renew it with `kumite list scenarios --markdown > Scenarios/README.md` or `kumite new generated`")
    }

    @Test("a line a file, rows counted, cells kept apart")
    func lines() throws {
        let file = load(
            scenario(
                "  - { run: main }\n  - { kill: main, signal: \"${s}\" }", more: "vary: { s: [TERM, KILL] }"
            ).replacing("title: T", with: "title: This | that"))
        let text = ScenarioCatalogue.markdown(of: file.scenarios)
        #expect(text.contains("\n## a\n"))
        #expect(text.contains("| [b](a/b.yaml) (2 rows) | This \\| that | nightly | c | B |\n"))
        #expect(text.contains("1 files, 0 of them generated, 2 scenarios"))
    }

    @Test("what is scaffolded is valid as it stands", arguments: ["exit/late", "a/b-c"])
    func scaffold(id: String) throws {
        let text = try #require(ScenarioScaffold.text(id: id))
        let file = load(text, file: "x/Scenarios/\(id).yaml", paths: ["container-start", "wait-exit"])
        #expect(file.diagnostics.map(\.description) == [])
        #expect(file.scenarios.map(\.id) == [id])
    }

    @Test("no file is made for what can be no id", arguments: ["", "a", "a/b/c", "A/b", "../x", "a/", "a/b.yaml"])
    func noScaffold(id: String) {
        #expect(ScenarioScaffold.text(id: id) == nil)
    }
}
