import Foundation
import Linux
import Testing

extension RealRuns {
    /// What a run that goes well promises.
    @Suite("Plain runs") struct PlainRuns {
        @Test("a shim against itself passes, and --json prints the one object that is promised")
        func pass() async throws {
            try await withStubs { stubs in
                let ok = try stubs.contender("ok")
                let ran = try await spar(ok, ok, in: stubs.folder, ["--json"])
                #expect(ran.code == 0, "\(ran.stderr)")
                let result = try ran.json()
                let promised: Set = [
                    "run", "verdict", "verdicts", "exit", "policy", "cells", "findings", "timings", "footprint",
                    "leaks", "notCompared", "baseline", "candidate", "trials",
                ]
                #expect(promised.subtracting(result.keys) == [])
                #expect(result["verdict"] as? String == "pass")
                #expect((result["findings"] as? [Any])?.isEmpty == true)
                let verdicts = try #require(result["verdicts"] as? [String: String])
                #expect(Set(verdicts.keys) == ["behaviour", "timing", "footprint", "coverage"])
                let trials = try #require(result["trials"] as? [String: Int])
                #expect(
                    Set(trials.keys) == ["planned", "recorded", "hung", "unsupported", "infrastructure", "dropped"])
                let cell = try #require((result["cells"] as? [[String: Any]])?.first)
                #expect(Set(["cell", "baseline", "candidate", "verdicts", "trials"]).subtracting(cell.keys) == [])
                let contender = try #require(cell["baseline"] as? [String: Any])
                #expect(
                    Set(["name", "family", "path", "sha256", "version", "parts"]).subtracting(contender.keys) == [])
                ran.leftNothing()
            }
        }

        @Test("what a configuration sets and nobody reads is told, and where none was given that")
        func settings() async throws {
            try await withStubs { stubs in
                let ok = try stubs.contender("ok")
                try Files.write("\(stubs.folder)/c.toml", Array("[runtime]\ndebug = true\n".utf8))
                for (candidate, words) in [
                    (ok, "settings: no configuration file was given, so defaults alone were run"),
                    (
                        "\(ok),config=\(stubs.folder)/c.toml",
                        "settings in \(stubs.folder)/c.toml of ok: its family reads no configuration"
                    ),
                ] {
                    let ran = try await spar(
                        candidate, candidate, in: stubs.folder, ["--cgroups", "host", "--json"],
                        out: "run-\(words.count)")
                    let not = try #require(try ran.json()["notCompared"] as? [String])
                    #expect(not.contains(words), "\(not)")
                }
                let missing = try await spar(
                    "\(ok),config=/nonexistent.toml", ok, in: stubs.folder, ["--cgroups", "host"], out: "none")
                #expect(missing.code == 64 && missing.stderr.contains("/nonexistent.toml"), "\(missing.stderr)")
            }
        }

        @Test("the same seed plans the same trials, another seed others")
        func seeds() async throws {
            try await withStubs { stubs in
                let ok = try stubs.contender("ok")
                let scenarios = "exit/codes,lifecycle/plain"
                for (out, more) in [("one", []), ("two", []), ("three", ["--seed", "8"])] {
                    let ran = try await spar(
                        ok, ok, in: stubs.folder, ["--cgroups", "host", "--lanes", "2"] + more, out: out,
                        scenarios: scenarios)
                    #expect(ran.code != nil)
                }
                let plans = try ["one", "two", "three"].map { try Ran.plannedTrials("\(stubs.folder)/\($0)") }
                // Fresh trials that the judge asked for come after the plan, and depend on what was seen.
                let planned = plans.map { $0.filter { !$0.contains("\"cause\"") } }
                // Nine rows a side, and eight times a side the one that is timed.
                #expect(planned[0].count == 34 && planned[0] == planned[1])
                #expect(planned[0] != planned[2] && Set(planned[2]).count == 34)
            }
        }

        @Test("a run is told twice with the same bytes, and cannot be overwritten")
        func reports() async throws {
            try await withStubs { stubs in
                let first = try await spar(
                    stubs.contender("ok"), stubs.contender("wrong-exit"), in: stubs.folder, ["--cgroups", "host"])
                #expect(first.code == 1)
                var pages: [[UInt8]] = []
                var texts: [String] = []
                for _ in 0..<2 {
                    let told = try await runKumite(["report", "run"], in: stubs.folder)
                    #expect(told.code == 0)
                    texts.append(told.stdout)
                    pages.append(try Files.read("\(stubs.folder)/run/derived/report.html", limit: 8 << 20).bytes)
                }
                #expect(pages[0] == pages[1] && texts[0] == texts[1])
                #expect(texts[0] == first.stdout)
                let again = try await spar(stubs.contender("ok"), stubs.contender("ok"), in: stubs.folder)
                #expect(again.code == 64)
                #expect(again.stderr.contains("run"))
                #expect(try Files.read("\(stubs.folder)/run/derived/report.html", limit: 8 << 20).bytes == pages[0])
            }
        }

        @Test("the real shim against itself passes, through scripts and all", .enabled(if: Stubs.canRunReal))
        func real() async throws {
            try await withStubs { stubs in
                let ran = try await spar(
                    stubs.real(name: "a"), stubs.real(name: "b"), in: stubs.folder,
                    scenarios: "lifecycle/plain,exec/exit-code,io/stdin-close")
                #expect(ran.code == 0, "\(ran.stdout)\(ran.stderr)")
                ran.leftNothing()
            }
        }

        /// `ci/soak` does the same over 200.
        @Test("after 24 life-cycles of the real shim the host holds what it held", .enabled(if: Stubs.canRunReal))
        func soak() async throws {
            try await withStubs { stubs in
                let real = try stubs.real()
                let ran = try await spar(real, real, in: stubs.folder, ["--rounds", "12", "--lanes", "2"])
                #expect(ran.code == 0, "\(ran.stdout)\(ran.stderr)")
                ran.leftNothing()
            }
        }

        /// The whole library is `ci/nightly`'s.
        @Test(
            "the scenarios for pull requests, on Debian's shim with runc and with crun, find nothing that is not known",
            .enabled(if: Stubs.canRunReal))
        func pair() async throws {
            try await withFolder { folder in
                let ran = try await runKumite(
                    ["run", "--tier", "pr", "--rounds", "1", "--seed", "3", "--json", "--out", "run"], in: folder)
                let result = try ran.json()
                let trials = try #require(result["trials"] as? [String: Int])
                let listed = try await runKumite(["list", "scenarios", "--json"], in: folder)
                let scenarios = try #require(
                    try JSONSerialization.jsonObject(with: Data(listed.stdout.utf8)) as? [[String: Any]])
                let forPullRequests = scenarios.count { $0["tier"] as? String == "pr" }
                // Each at least once a side; a row of `vary` is a trial of its own.
                #expect(forPullRequests >= 50 && trials["planned"] ?? 0 >= 2 * forPullRequests, "\(trials)")
                #expect(trials["infrastructure"] == 0, "\(trials)")
                let findings = try #require(result["findings"] as? [[String: Any]])
                for finding in findings where finding["blocks"] as? Bool == true {
                    #expect(finding["ledger"] is String, "\(finding["facet"] ?? ""): \(finding["question"] ?? "")")
                }
                ran.leftNothing()
            }
        }

        @Test("what is found does not depend on the order of the trials", .enabled(if: Stubs.canRunReal))
        func shuffles() async throws {
            try await withStubs { stubs in
                var found: [Set<String>] = []
                for shuffle in 0..<3 {
                    let ran = try await spar(
                        stubs.contender("ok"), stubs.contender("wrong-exit"), in: stubs.folder,
                        ["--cgroups", "host", "--json", "--rounds", "3", "--shuffle", "\(shuffle)"],
                        out: "run-\(shuffle)", scenarios: "exit/codes,lifecycle/plain")
                    let findings = try #require(try ran.json()["findings"] as? [[String: Any]])
                    // What one trial showed and no other, as on a host that is busy, any order may show.
                    found.append(
                        Set(
                            findings.filter { $0["class"] as? String != "not-seen-again" }.map { finding in
                                ["id", "class", "facet"].map { "\(finding[$0] ?? "")" }.joined(separator: " ")
                            }))
                }
                #expect(!found[0].isEmpty && found[1] == found[0] && found[2] == found[0], "\(found)")
            }
        }
    }
}
