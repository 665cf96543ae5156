import Foundation
import Glibc
import Linux
import Testing

extension RealRuns {
    /// Times that a policy judges, on shims that are slower for certain.
    @Suite("Judged times") struct JudgedTimes {
        private func text(_ path: String) throws -> String {
            String(decoding: try Files.read(path, limit: 16 << 20).bytes, as: UTF8.self)
        }

        /// A kumite beside a library of its own, with a policy that this machine can carry out whatever else runs on it:
        /// the stub is slower by several times.
        private func installed(in folder: String) throws -> String {
            let home = "\(folder)/home"
            let clone = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().path
            try Files.makeDirectories("\(home)/bin")
            try Files.makeDirectories("\(home)/share/kumite")
            for name in ["Scenarios", "Matrix"] {
                try FileManager.default.copyItem(atPath: "\(clone)/\(name)", toPath: "\(home)/share/kumite/\(name)")
            }
            try Files.write(
                "\(home)/share/kumite/Matrix/policies.yaml",
                Array(
                    """
                    default: { requires: [behaviour], blocks: [blocker, major], floor: 3 % }
                    wide:
                      requires: [timing]
                      blocks: [blocker, major]
                      gates: [pod-ready]
                      floor: 3 %
                      margin: 100 %

                    """.utf8))
            try FileManager.default.copyItem(
                atPath: "\(clone)/Guest/.build/release/probe", toPath: "\(home)/share/kumite/probe")
            try FileManager.default.linkItem(atPath: builtProgram("kumite"), toPath: "\(home)/bin/kumite")
            return "\(home)/bin/kumite"
        }

        @Test("a slower shim is a regression by blocks that were asked for, also when they were interrupted")
        func regression() async throws {
            try await withStubs { stubs in
                let kumite = try installed(in: stubs.folder)
                let run = try Enclosure(
                    [
                        "run", "--baseline", try stubs.contender("ok"), "--candidate", try stubs.contender("slow"),
                        "--cgroups", "host", "--scenarios", "lifecycle/plain", "--policy", "wide", "--seed", "1",
                        "--no-snapshots", "--out", "run",
                    ], in: stubs.folder, binary: kumite)
                let journal = "\(stubs.folder)/run/journal.jsonl"
                // Blocks come last: once a trial of the second one has begun, blocks are under way.
                let isInBlocks = try await eventually(within: .seconds(90)) { () -> Bool? in
                    let plan = (try? Ran.plannedTrials("\(stubs.folder)/run")) ?? []
                    guard let place = plan.firstIndex(where: { $0.contains("\"block\":1") }) else { return nil }
                    let begun = try text(journal).split(separator: "\n").count { $0.contains("\"begun\"") }
                    return begun > place ? true : nil
                }
                #expect(isInBlocks == true, "no block began")
                #expect(try await run.conductor().send(SIGINT))
                let interrupted = try await run.end()
                #expect(interrupted.code == 130, "\(interrupted.stderr)")
                #expect(interrupted.stderr.contains("timing: ") && interrupted.stderr.contains("blocks of"))
                interrupted.leftNothing()

                let resumed = try await runKumite(["resume", "run", "--no-snapshots", "--json"], in: stubs.folder)
                #expect(resumed.code == 1, "\(resumed.stderr)")
                resumed.leftNothing()
                let result = try resumed.json()
                #expect((result["verdicts"] as? [String: String])?["timing"] == "regression")
                let gate = try #require(
                    (result["timings"] as? [[String: Any]])?.first { $0["gating"] as? Bool == true })
                #expect(gate["measure"] as? String == "pod-ready" && gate["answer"] as? String == "regression")
                #expect((gate["low"] as? Double ?? 0) > 1.03 && gate["blocks"] as? Int == 16, "\(gate)")
                #expect(
                    Set(gate["explainedBy"] as? [String] ?? []).isSuperset(of: ["create-container", "start"]), "\(gate)"
                )
                let timing = try #require(result["timing"] as? [String: Any])
                #expect(timing["copies"] is [Any] && timing["plan"] is [String: Any], "\(timing)")

                // What was asked for is in the plan with its cause, all three roles in each block.
                let blocks = try Ran.plannedTrials("\(stubs.folder)/run").filter { $0.contains("\"block\":") }
                #expect(blocks.allSatisfy { $0.contains("\"cause\":\"to judge pod-ready\"") })
                for role in ["baseline", "candidate", "copy"] {
                    #expect(blocks.count { $0.contains("\"role\":\"\(role)\"") } * 3 == blocks.count)
                }
                #expect(!Files.exists("\(stubs.folder)/run/placed"))

                let findings = try #require(result["findings"] as? [[String: Any]])
                let slower = try #require(findings.first { $0["facet"] as? String == "pod-ready" }, "\(findings)")
                #expect(slower["class"] as? String == "regression" && slower["blocks"] as? Bool == true)
                #expect((slower["rerun"] as? String)?.hasPrefix("kumite rerun run#") == true)
                // Where times are only shown, nothing of it blocks.
                let shown = try await runKumite(["gate", "run", "--policy", "default"], in: stubs.folder)
                #expect(shown.code == 0, "\(shown.stdout)")
            }
        }

        @Test("blocks that can't come to an answer are refused before anything is run")
        func refused() async throws {
            try await withStubs { stubs in
                let ok = try stubs.contender("ok")
                for (more, words) in [
                    (["--rounds", "15"], "by 16 blocks at least, and --rounds allows 15"),
                    (["--rounds", "16", "--budget", "1s"], "and the budget is 1s"),
                ] {
                    let ran = try await runKumite(
                        [
                            "run", "--baseline", ok, "--candidate", ok, "--cgroups", "host", "--scenarios",
                            "lifecycle/plain", "--policy", "ci", "--no-snapshots", "--out", "run", "--json",
                        ] + more, in: stubs.folder)
                    #expect(ran.code == 64, "\(ran.stdout)")
                    #expect(
                        (try ran.json()["error"] as? [String: String])?["why"]?.contains(words) == true, "\(ran.stdout)"
                    )
                    ran.leftNothing()
                }
            }
        }

        @Test("a run without blocks is judged by the policy ci, and is no pass", .enabled(if: Stubs.canRunReal))
        func gate() async throws {
            try await withStubs { stubs in
                let ran = try await spar(stubs.real(name: "a"), stubs.real(name: "b"), in: stubs.folder)
                #expect(ran.code == 0, "\(ran.stderr)")
                let gate = try await runKumite(["gate", "run", "--policy", "ci", "--json"], in: stubs.folder)
                #expect(gate.code == 2, "\(gate.stdout)")
                let result = try gate.json()
                let verdicts = try #require(result["verdicts"] as? [String: String])
                #expect(verdicts["timing"] == "inconclusive" && result["policy"] as? String == "ci", "\(verdicts)")
                let not = try #require(result["notCompared"] as? [String])
                #expect(not.contains { $0.contains("policy ci allows") }, "\(not)")
            }
        }
    }
}
