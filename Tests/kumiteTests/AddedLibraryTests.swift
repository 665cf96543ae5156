import Foundation
import Linux
import Testing

extension RealRuns {
    /// A user's own folder of scenarios beside Kumite's library.
    @Suite("Added libraries") struct AddedLibraries {
        private static let scenario = """
            id: exit/late
            title: A code that comes late
            because: Ours alone comes late.
            origin: [acme#1]
            covers: [our-path]
            containers: { main: { process: [probe, exit, "3"] } }
            steps:
              - run: main
              - wait: main
                expect: { exit: 3 }
              - delete: main

            """
        private static let files = [
            "Scenarios/exit/late.yaml": scenario,
            "Matrix/critical-paths.yaml":
                "- { id: our-path, title: Ours, component: task, because: It is ours. }\n",
        ]

        /// A library with these files, and those that every good one has where they are not said otherwise.
        private func library(_ folder: String, _ name: String = "acme", _ more: [String: String?] = [:]) throws
            -> String
        {
            let files = Self.files.mapValues(Optional.some).merging(more) { $1 }
            try Files.makeDirectories("\(folder)/\(name)")
            for case (let file, let text?) in files {
                let path = "\(folder)/\(name)/\(file)"
                try Files.makeDirectories(URL(fileURLWithPath: path).deletingLastPathComponent().path)
                try Files.write(path, Array(text.utf8))
            }
            return "\(folder)/\(name)"
        }

        @Test("its scenarios are listed under its name, checked, and run; what is found says how to repeat it")
        func added() async throws {
            try await withStubs { stubs in
                let acme = try library(stubs.folder)
                let listed = try await runKumite(
                    ["list", "scenarios", "--library", acme, "--scenarios", "acme/*", "--json"], in: stubs.folder)
                let rows = try #require(
                    try JSONSerialization.jsonObject(with: Data(listed.stdout.utf8)) as? [[String: Any]])
                #expect(rows.map { $0["id"] as? String } == ["acme/exit/late"])
                #expect(rows.first?["covers"] as? [String] == ["acme/our-path"])
                #expect(rows.first?["file"] as? String == "\(acme)/Scenarios/exit/late.yaml")

                for files in [[], ["acme/Scenarios/exit/late.yaml"]] {
                    let checked = try await runKumite(["check", "--library", "acme"] + files, in: stubs.folder)
                    #expect(checked.code == 0 && checked.stdout.isEmpty, "\(checked.stdout)\(checked.stderr)")
                }
                let alone = try await runKumite(["check", "acme/Scenarios/exit/late.yaml"], in: stubs.folder)
                #expect(alone.code == 64 && alone.stdout.contains("our-path"), "\(alone.stdout)\(alone.stderr)")

                let ran = try await spar(
                    stubs.contender("ok"), stubs.contender("wrong-exit"), in: stubs.folder,
                    ["--cgroups", "host", "--library", "acme", "--json"], scenarios: "acme/exit/late")
                #expect(ran.code == 1, "\(ran.stdout)\(ran.stderr)")
                ran.leftNothing()
                let findings = try #require(try ran.json()["findings"] as? [[String: Any]])
                #expect(findings.contains { $0["scenarios"] as? [String] == ["acme/exit/late"] }, "\(findings)")
                let rerun = try #require(findings.first?["rerunWithoutArchive"] as? String)
                #expect(rerun.contains("--library acme") && rerun.contains("--scenarios acme/exit/late"), "\(rerun)")
            }
        }

        @Test("Kumite's own scenarios stay what they are")
        func unchanged() async throws {
            try await withFolder { folder in
                let acme = try library(folder)
                let own = try await runKumite(["list", "scenarios", "--json"], in: folder)
                let all = try await runKumite(["list", "scenarios", "--library", acme, "--json"], in: folder)
                func rows(_ ran: Ran) throws -> [String: NSDictionary] {
                    let rows = try JSONSerialization.jsonObject(with: Data(ran.stdout.utf8)) as? [NSDictionary] ?? []
                    return Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as? String ?? "", $0) })
                }
                var left = try rows(all)
                left["acme/exit/late"] = nil
                #expect(try left == rows(own) && left.count > 100)
            }
        }

        /// What is refused: the library's name, files beside the good ones (nil: without it), and the words of the
        /// refusal.
        private static let bad: [(name: String, files: [String: String?], words: String)] = [
            ("acme", ["Scenarios/exit/late.yaml": nil], "it has no folder Scenarios"),
            ("acme", ["Scenarios/exit/late.yaml": nil, "Scenarios/x.txt": ""], "holds no scenario"),
            ("Acme Inc", [:], "can't begin one"),
            ("exit", [:], "has an area 'exit'"),
            ("acme", ["Matrix/ledger/local.yaml": "[]\n"], "it holds Matrix/ledger"),
            ("acme", ["Matrix/policies.yaml": "{}\n"], "it holds Matrix/policies.yaml"),
            ("acme", ["Matrix/owners.yaml": "{}\n"], "it holds Matrix/owners.yaml"),
            (
                "acme",
                [
                    "Matrix/critical-paths.yaml":
                        "- { id: shim-start, title: T, component: c, because: B }\n"
                ], "gives the id 'shim-start' to something of its own"
            ),
            ("acme", ["Matrix/critical-paths.yaml": "- 7\n"], "critical-paths.yaml:1:3: "),
            ("acme", ["Matrix/critical-paths.yaml": nil], "our-path"),
            ("acme", ["Scenarios/exit/late.yaml": "stesp: []\n"], "did you mean 'steps'?"),
            ("acme", ["Scenarios/exit/other.yaml": scenario], "must be that of the file's place, 'exit/other'"),
        ]

        @Test(
            "what is no library, or would loosen or take the place of another's, is refused", arguments: 0..<bad.count)
        func refused(_ place: Int) async throws {
            let (name, files, words) = Self.bad[place]
            try await withFolder { folder in
                let path = try library(folder, name, files)
                for arguments in [["list", "scenarios"], ["run", "--scenarios", "acme/*"]] {
                    let ran = try await runKumite(arguments + ["--library", path], in: folder)
                    #expect(ran.code == 64 && ran.stdout.isEmpty, "\(ran.stdout)\(ran.stderr)")
                    #expect(ran.stderr.contains(words), "\(ran.stderr)")
                }
            }
        }

        @Test("a folder that is not there, and two of one name, are refused")
        func missing() async throws {
            try await withFolder { folder in
                let one = try library(folder)
                let other = try library("\(folder)/other")
                let twice = try await runKumite(
                    ["list", "scenarios", "--library", one, "--library", other], in: folder)
                #expect(twice.code == 64 && twice.stderr.contains("is added already"), "\(twice.stderr)")
                for verb in [["list", "scenarios"], ["list", "calls"], ["list", "contenders"], ["check"], ["run"]] {
                    // `list contenders` reads a library only for a matrix.
                    let more = verb == ["list", "contenders"] ? ["--matrix", "x.yaml"] : []
                    let ran = try await runKumite(verb + more + ["--library", "nowhere"], in: folder)
                    #expect(ran.code == 64 && ran.stderr.contains("nowhere"), "\(verb) \(ran.stderr)")
                }
            }
        }
    }
}
