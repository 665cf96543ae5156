import Foundation
import Linux
import Testing

extension RealRuns {
    /// Two archives held against each other.
    @Suite("Comparing archives") struct Compared {
        /// Changes a run's header as another machine or Kumite would have written it.
        private func rewrite(_ run: String, _ change: (inout [String: Any]) throws -> Void) throws {
            let path = "\(run)/run.json"
            let bytes = try Files.read(path, limit: 16 << 20).bytes
            var header = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
            try change(&header)
            try Files.write(path, Array(try JSONSerialization.data(withJSONObject: header)))
        }

        @Test(
            "another machine's run is compared, and what can't be said of the two is; what can't be compared is refused"
        )
        func machines() async throws {
            try await withStubs { stubs in
                let ok = try stubs.contender("ok")
                for (out, candidate) in [("one", ok), ("two", try stubs.contender("wrong-exit", name: "ok"))] {
                    let ran = try await spar(
                        ok, candidate, in: stubs.folder, ["--cgroups", "host", "--rounds", "8", "--no-snapshots"],
                        out: out, scenarios: out == "one" ? "lifecycle/plain,exit/codes[code=1]" : "lifecycle/plain")
                    #expect(ran.code != nil && ran.code != 64, "\(ran.stderr)")
                }
                func compare(_ more: String...) async throws -> Ran {
                    try await runKumite(["compare", "one", "two", "--json"] + more, in: stubs.folder)
                }
                try rewrite("\(stubs.folder)/two") { header in
                    var host = try #require(header["host"] as? [String: Any])
                    host["kernel"] = "5.10.0-elsewhere"
                    host["cpus"] = 64
                    header["host"] = host
                }
                let other = try await compare()
                #expect(other.code == 1, "\(other.stderr)")
                let findings = try #require(try other.json()["findings"] as? [[String: Any]])
                let wrong = try #require(findings.first { $0["facet"] as? String == "main/wait/exit" }, "\(findings)")
                #expect(wrong["odd"] as? String == "candidate" && wrong["blocks"] as? Bool == true)
                // There is no one archive to repeat it from.
                #expect((wrong["rerun"] as? String)?.hasPrefix("kumite run ") == true, "\(wrong)")
                let not = try #require(try other.json()["notCompared"] as? [String])
                for piece in [
                    "times and amounts: the two runs were not made side by side", "5.10.0-elsewhere in the second",
                    "what depends on the number of processors", "1 scenarios only in the first: exit/codes[code=1]",
                ] { #expect(not.contains { $0.contains(piece) }, "\(piece) in \(not)") }
                // The same contender of both: nothing differs.
                let same = try await compare("--of-first", "baseline", "--of-second", "baseline")
                #expect(same.code == 0, "\(same.stdout)\(same.stderr)")

                let refused: [(String, (inout [String: Any]) throws -> Void)] = [
                    (
                        "the driver differs, or a role is not played",
                        { header in
                            var cells = try #require(header["cells"] as? [[String: Any]])
                            var cell = try #require(cells[0]["definition"] as? [String: Any])
                            cell["driver"] = "cri"
                            cells[0]["definition"] = cell
                            header["cells"] = cells
                        }
                    ),
                    ("their facets were derived by versions", { $0["derive"] = 1 }),
                    ("its format is 7", { $0["format"] = 7 }),
                ]
                for (words, change) in refused {
                    try rewrite("\(stubs.folder)/two", change)
                    let ran = try await compare()
                    #expect(ran.code == 64, "\(words): \(ran.stdout)")
                    let why = (try ran.json()["error"] as? [String: String])?["why"] ?? ""
                    #expect(why.contains(words), "\(ran.stdout)")
                }
            }
        }
    }
}
