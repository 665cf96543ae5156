import Foundation
import Glibc
import Linux
import Testing

extension RealRuns {
    /// `ci/gate` around the real program, with stubs for shims.
    @Suite("ci/gate") struct GateScript {
        private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "ci/gate").path

        /// Starts it as one of GitHub's steps would; the program's own name is put behind `--kumite`.
        private func gate(
            _ baseline: String, _ candidate: String, in folder: String, _ more: [String] = [], after: String = ":"
        ) throws -> Enclosure {
            try Enclosure(
                [
                    "--out", "results", "--baseline", baseline, "--candidate", candidate, "--cgroups", "host", "--seed",
                    "7", "--rounds", "1", "--scenarios", "exit/codes,lifecycle/plain",
                ] + more, in: folder, after: after,
                prefix: [
                    "/usr/bin/env", "GITHUB_STEP_SUMMARY=\(folder)/steps.md", "GITHUB_OUTPUT=\(folder)/outputs",
                    Self.script, "--kumite",
                ])
        }

        private func text(_ path: String) -> String {
            String(decoding: (try? Files.read(path, limit: 8 << 20).bytes) ?? [], as: UTF8.self)
        }

        @Test("the gate's code, a summary, a JUnit report, a page, and an archive that says the same elsewhere")
        func regression() async throws {
            try await withStubs { stubs in
                try Files.write("\(stubs.folder)/steps.md", Array("before\n".utf8))
                let unpack = """
                    mkdir elsewhere; tar -xf results/run.tar.gz -C elsewhere
                    '\(try builtProgram("kumite"))' report elsewhere/run --markdown elsewhere/summary.md
                    """
                let ran = try await gate(
                    stubs.contender("ok"), stubs.contender("wrong-exit"), in: stubs.folder, after: unpack
                ).end()
                #expect(ran.code == 1, "\(ran.stdout)\(ran.stderr)")
                ran.leftNothing()
                let results = "\(stubs.folder)/results"
                let names = try Directory(results).names().map { String(decoding: $0, as: UTF8.self) }
                #expect(names.sorted() == ["junit.xml", "report.html", "report.txt", "run.tar.gz", "summary.md"])
                let summary = text("\(results)/summary.md")
                #expect(summary.hasPrefix("## Kumite: regression, exit 1\n") && ran.stdout == summary)
                #expect(text("\(stubs.folder)/steps.md") == "before\n" + summary)
                // The archive's own path is in it, also in the commands that repeat a finding, and is another one there.
                func withoutPlace(_ text: String, _ place: String) -> [String] {
                    text.replacingOccurrences(of: "kumite rerun \(place)#", with: "kumite rerun RUN#")
                        .split(separator: "\n").filter { !$0.hasPrefix("Archive: ") }.map(String.init)
                }
                let elsewhere = withoutPlace(text("\(stubs.folder)/elsewhere/summary.md"), "elsewhere/run")
                #expect(elsewhere == withoutPlace(summary, "\(results)/run"))
                #expect(elsewhere.contains { $0.contains("kumite rerun RUN#") })
                #expect(text("\(results)/junit.xml").contains("<failure "))
                #expect(
                    text("\(stubs.folder)/outputs") == """
                        archive=\(results)/run.tar.gz
                        junit=\(results)/junit.xml
                        page=\(results)/report.html
                        exit=1
                        summary=\(results)/summary.md

                        """)
            }
        }

        @Test("a pass is 0")
        func pass() async throws {
            try await withStubs { stubs in
                let ok = try stubs.contender("ok")
                let ran = try await gate(ok, ok, in: stubs.folder).end()
                #expect(ran.code == 0, "\(ran.stdout)\(ran.stderr)")
                #expect(ran.stdout.hasPrefix("## Kumite: pass, exit 0\n"))
            }
        }

        @Test("what kumite refuses is 64, and the summary says that there is no verdict")
        func misuse() async throws {
            try await withStubs { stubs in
                let ok = try stubs.contender("ok")
                let ran = try await gate(ok, ok, in: stubs.folder, ["--no-such-option"]).end()
                #expect(ran.code == 64 && ran.stderr.contains("--no-such-option"), "\(ran.stderr)")
                #expect(ran.stdout.hasPrefix("## Kumite: no verdict, exit 64\n"))
                #expect(text("\(stubs.folder)/steps.md") == ran.stdout)
            }
        }

        @Test("ended from outside, kumite tears down and the run folder stays for resume")
        func interrupted() async throws {
            try await withStubs { stubs in
                let run = try gate(
                    stubs.contender("ok"), stubs.contender("slow"), in: stubs.folder,
                    ["--rounds", "40", "--lanes", "1"])
                let journal = "\(stubs.folder)/results/run/journal.jsonl"
                let begun = try await eventually { text(journal).contains("begun") ? true : nil }
                try #require(begun == true, "no trial began")
                let script = try #require(
                    try ProcessTable.read().descendants(of: run.process.pid).first { $0.name == "gate" })
                #expect(try script.identity.send(SIGTERM))
                let ran = try await run.end()
                #expect(ran.code == 130, "\(ran.stdout)\(ran.stderr)")
                #expect(ran.stdout.hasPrefix("## Kumite: no verdict, exit 130\n"))
                #expect(ran.stderr.contains("kumite resume"))
                ran.leftNothing()
                #expect(Files.exists(journal) && !Files.exists("\(stubs.folder)/results/run.tar.gz"))
            }
        }
    }
}
