import Linux
import Testing

extension RealRuns {
    /// Entries of a ledger that real runs show to say too much.
    @Suite("Ledgers") struct Ledgers {
        @Test(
            "an entry that is broader than needed, and one that is no longer seen, are found",
            .enabled(if: Stubs.canRunReal))
        func doubted() async throws {
            try await withStubs { stubs in
                // A runtime that makes a workload's 42 a 43, and is right otherwise.
                let runtime = "\(stubs.folder)/wrong-at-42"
                try Files.write(
                    runtime,
                    Array(
                        """
                        #!/bin/bash
                        last=
                        for word; do
                            [ "$last" != --bundle ] || sed -i 's/"42"/"43"/' "$word/config.json"
                            last=$word
                        done
                        exec '\(Stubs.runtime)' "$@"

                        """.utf8), mode: 0o755)
                func entry(_ facet: String) -> String {
                    """
                    - facet: "\(facet)"
                      contenders: wrong
                      scenarios: exit/codes
                      status: open
                      reason: It is wrong.
                      owner: me
                      link: kata#1
                      first-seen: "2026-11-28"
                      expires: "2999-12-31"

                    """
                }
                try Files.write(
                    "\(stubs.folder)/known.yaml",
                    Array((entry("main/wait/exit") + entry("main/delete/error")).utf8))
                let right = try stubs.real(name: "right")
                let ran = try await runKumite(
                    [
                        "run", "--baseline", right, "--candidate",
                        "shim=\(Stubs.shim),runtime=\(runtime),family=runc,name=wrong", "--scenarios", "exit/codes",
                        "--rounds", "8", "--seed", "3", "--ledger", "known.yaml", "--no-snapshots", "--json", "--out",
                        "run",
                    ], in: stubs.folder)
                #expect(ran.code == 1, "\(ran.stderr)")
                let findings = try #require(try ran.json()["findings"] as? [[String: Any]])
                let stale = findings.filter { $0["class"] as? String == "stale-ledger" }
                let rules = stale.compactMap { $0["rule"] as? String }.sorted()
                #expect(rules.count == 2, "\(findings)")
                #expect(
                    rules.contains {
                        $0.contains("broader than needed: seen in 1 of the 8 scenarios")
                            && $0.contains("exit/codes[code=42]")
                    }, "\(rules)")
                #expect(
                    rules.contains { $0.contains("no longer seen, in 8 scenarios with at least 8 trials a side") },
                    "\(rules)")
                let wrong = findings.first { $0["facet"] as? String == "main/wait/exit" }
                #expect(
                    (wrong?["ledger"] as? String)?.contains("known.yaml") == true && wrong?["blocks"] as? Bool == true)
                ran.leftNothing()
            }
        }
    }
}
