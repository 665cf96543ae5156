import Foundation
import Linux
import Testing

extension RealRuns {
    /// A finding looked at, repeated, and what was set aside beside it.
    @Suite("Explaining and repeating") struct Explained {
        /// The first finding of a run that a facet's name begins.
        private func finding(_ ran: Ran, _ facet: String) throws -> [String: Any] {
            let findings = try #require(try ran.json()["findings"] as? [[String: Any]])
            return try #require(findings.first { ($0["facet"] as? String)?.hasPrefix(facet) == true }, "\(ran.stdout)")
        }

        /// The words of a command that a finding names, after `kumite`.
        private func words(_ finding: [String: Any], _ key: String) throws -> [String] {
            let words = try #require(finding[key] as? String).split(separator: " ").map(String.init)
            #expect(words.first == "kumite")
            return Array(words.dropFirst())
        }

        @Test(
            "a finding is shown side by side, and both commands that it names repeat it; a mended shim shows it no more"
        )
        func repeated() async throws {
            try await withStubs { stubs in
                let first = try await spar(
                    stubs.contender("ok"), stubs.contender("wrong-exit"), in: stubs.folder,
                    ["--cgroups", "host", "--json"])
                let found = try finding(first, "main/wait/exit")
                let id = try #require(found["id"] as? String)

                let text = try await runKumite(["explain", "run#\(id)"], in: stubs.folder)
                #expect(text.code == 0, "\(text.stderr)")
                for piece in [
                    "\(id): blocker regression, blocks: main/wait/exit", "baseline ok, trial",
                    "candidate wrong-exit, trial",
                    "demands    main/wait/exit: 0", "Wait: exit=1", "Repeat: kumite rerun run#\(id)",
                    "Without the archive: kumite run --baseline",
                ] { #expect(text.stdout.contains(piece), "\(piece) in\n\(text.stdout)") }
                let object = try await runKumite(["explain", "run#\(id.prefix(6))", "--json"], in: stubs.folder).json()
                #expect((object["finding"] as? [String: Any])?["id"] as? String == id)
                let sides = try #require(object["sides"] as? [[String: Any]])
                #expect(sides.map { $0["role"] as? String } == ["baseline", "candidate"])
                #expect(sides.allSatisfy { ($0["lines"] as? [Any])?.isEmpty == false })

                let command = try words(found, "rerun")
                #expect(command == ["rerun", "run#\(id)"])
                let again = try await runKumite(command + ["--out", "again", "--json"], in: stubs.folder)
                #expect(again.code == 1, "\(again.stderr)")
                #expect(try again.json()["seenAgain"] as? Bool == true && again.json()["finding"] as? String == id)
                again.leftNothing()
                let without = try await runKumite(
                    words(found, "rerunWithoutArchive") + ["--json", "--out", "without"], in: stubs.folder)
                #expect(without.code == 1, "\(without.stderr)")
                #expect(try finding(without, "main/wait/exit")["id"] as? String == id)

                let mended = try Files.read(stubs.path("ok"), limit: 1 << 16).bytes
                let line = String(decoding: mended, as: UTF8.self).replacing("\"$0\"", with: "stub-shim.ok")
                try Files.write(stubs.path("wrong-exit"), Array(line.utf8), mode: 0o755)
                let gone = try await runKumite(command + ["--out", "gone"], in: stubs.folder)
                let told = try await runKumite(["report", "gone"], in: stubs.folder)
                #expect(gone.code == 0, "\(gone.stdout)\(gone.stderr)\(told.stdout)")
                #expect(gone.stdout.contains("Not seen again in "), "\(gone.stdout)")
                #expect(gone.stderr.contains("wrong-exit is not what it was in run"), "\(gone.stderr)")
            }
        }

        @Test("what a ledger set aside is shown, on the page too; explain and rerun take the terms it was told by")
        func hidden() async throws {
            try await withStubs { stubs in
                let first = try await spar(
                    stubs.contender("ok"), stubs.contender("late-exit"), in: stubs.folder,
                    ["--cgroups", "host", "--json"])
                #expect(first.code == 1, "\(first.stderr)")
                try Files.write(
                    "\(stubs.folder)/known.yaml",
                    Array(
                        """
                        - facet: "**"
                          contenders: late-exit
                          status: legal
                          reason: It is late by nature.
                          owner: me
                          link: kata#1
                          first-seen: "2026-11-28"

                        """.utf8))
                let hidden = try await runKumite(
                    ["report", "run", "--hidden", "--ledger", "known.yaml"], in: stubs.folder)
                #expect(hidden.code == 0, "\(hidden.stderr)")
                for piece in ["ledger known.yaml:1: ** (legal)", "It is late by nature."] {
                    #expect(hidden.stdout.contains(piece), "\(piece) in\n\(hidden.stdout)")
                }
                let page = try await runKumite(
                    ["report", "run", "--ledger", "known.yaml", "--html", "page.html"], in: stubs.folder)
                #expect(page.code == 0, "\(page.stderr)")
                let html = String(
                    decoding: try Files.read("\(stubs.folder)/page.html", limit: 8 << 20).bytes, as: UTF8.self)
                #expect(html.contains("known.yaml:1: ** (legal)") && html.contains("It is late by nature."))
                // A broken demand stays, and is repeated as it was told.
                let gate = try await runKumite(["gate", "run", "--ledger", "known.yaml", "--json"], in: stubs.folder)
                let told = try #require((try gate.json()["findings"] as? [[String: Any]])?.first)
                #expect((told["rerun"] as? String)?.hasSuffix(" --ledger known.yaml") == true, "\(told)")
                let explained = try await runKumite(
                    ["explain"] + words(told, "rerun").dropFirst(), in: stubs.folder)
                #expect(explained.code == 0, "\(explained.stderr)")
            }
        }
    }
}
