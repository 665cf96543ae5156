import Foundation
import Linux
import Testing

extension RealRuns {
    /// What `report` writes of a real run.
    @Suite("Files of a report") struct ReportFiles {
        private static let schema = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/junit.xsd").path
        private static let canValidate = Files.exists("/usr/bin/xmllint")

        private func text(_ path: String) throws -> String {
            String(decoding: try Files.read(path, limit: 8 << 20).bytes, as: UTF8.self)
        }

        @Test("run writes the default set, and report what is asked for, the same bytes each time")
        func files() async throws {
            try await withStubs { stubs in
                let ran = try await spar(
                    stubs.contender("ok"), stubs.contender("wrong-exit"), in: stubs.folder, ["--cgroups", "host"],
                    scenarios: "exit/codes,lifecycle/plain")
                #expect(ran.code == 1, "\(ran.stderr)")
                let derived = "\(stubs.folder)/run/derived"
                for name in ["report.html", "report.txt", "report.json", "report.md", "junit.xml"] {
                    #expect(Files.exists("\(derived)/\(name)"), "\(name)")
                }
                // xmllint's word on each, where there is one, into a file that is empty when all is well.
                let validation = Self.canValidate ? "xmllint --noout --schema '\(Self.schema)'" : "true"
                let again = try await runKumite(
                    ["report", "run", "--markdown", "a.md", "--junit", "a.xml", "--html", "a.html"], in: stubs.folder,
                    after:
                        "for one in a.xml run/derived/junit.xml; do \(validation) $one >>said 2>&1 || echo bad >>said; done"
                )
                #expect(again.code == 0 && again.stdout.isEmpty, "\(again.stdout)\(again.stderr)")
                #expect(try text("\(stubs.folder)/a.md") == text("\(derived)/report.md"))
                #expect(try text("\(stubs.folder)/a.xml") == text("\(derived)/junit.xml"))
                #expect(try text("\(stubs.folder)/a.html") == text("\(derived)/report.html"))
                let said = try text("\(stubs.folder)/said").split(separator: "\n")
                #expect(said.allSatisfy { $0.hasSuffix(" validates") }, "\(said)")
                #expect(said.count == (Self.canValidate ? 2 : 0))

                let markdown = try text("\(stubs.folder)/a.md")
                #expect(markdown.hasPrefix("## Kumite: regression, exit 1\n"))
                #expect(markdown.split(separator: "\n", omittingEmptySubsequences: false).count <= 61)
                let junit = try text("\(stubs.folder)/a.xml")
                #expect(junit.contains("<failure ") && junit.contains("name=\"lifecycle/plain\""))
            }
        }

        @Test("a file that can't be written is told, and nothing is printed")
        func unwritable() async throws {
            try await withStubs { stubs in
                let ok = try stubs.contender("ok")
                _ = try await spar(ok, ok, in: stubs.folder, ["--cgroups", "host"])
                for option in ["--markdown", "--junit", "--html"] {
                    let ran = try await runKumite(["report", "run", option, "none/here"], in: stubs.folder)
                    #expect(ran.code == 64 && ran.stdout.isEmpty, "\(ran.stderr)")
                    #expect(ran.stderr.contains("none/here"), "\(ran.stderr)")
                }
            }
        }
    }
}
