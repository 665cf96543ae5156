import Foundation
import Glibc
import Linux
import Testing

extension RealRuns {
    /// What the command line itself promises; nothing of it starts a shim.
    @Suite("Command line") struct CommandLines {
        @Test(
            "what can't be understood exits 64",
            arguments: [
                ["frobnicate"], ["run", "--frob"], ["run", "--rounds", "0"], ["run", "--rounds", "many"],
                ["run", "--cgroups", "v3"], ["run", "--driver", "cri"], ["run", "--tier", "x"],
                ["run", "--scenarios", "no/such-*"], ["run", "--matrix", "/nonexistent.yaml"], ["gate"],
                ["prove", "--faults", "exit/no-such"], ["prove", "--parts", "luck"], ["prove", "--budget", "soon"],
                ["prove", "--sample", "0"], ["prove", "--tier", "x"], ["prove", "--contender", "nobody"],
                ["check"], ["check", "/nonexistent.yaml"], ["report"], ["report", "/nonexistent"],
                ["resume", "/nonexistent"], ["gate", "/nonexistent"], ["run", "--policy", "nothing"],
                ["run", "--ledger", "/nonexistent.yaml"], ["ledger", "add", "abcd1234", "--status", "open"],
                ["run", "--baseline", "nobody"], ["list", "calles"],
            ])
        func usage(arguments: [String]) async throws {
            try await withFolder { folder in
                let ran = try await runKumite(arguments, in: folder)
                #expect(ran.code == 64, "\(ran.stderr)")
                #expect(ran.stdout.isEmpty && !ran.stderr.isEmpty)
                guard arguments.count > 1 else { return }
                let json = try await runKumite(arguments + ["--json"], in: folder)
                #expect(json.code == 64)
                let result = try json.json()
                #expect(Set(result.keys) == ["error", "exit"] && result["exit"] as? Int == 64)
                let error = try #require(result["error"] as? [String: String])
                #expect(Set(error.keys) == ["doing", "to", "why", "now"])
                #expect(error.values.allSatisfy { !$0.isEmpty }, "\(error)")
            }
        }

        @Test(
            "what is asked of the program itself exits 0",
            arguments: [
                (["--help"], "Spars two container shims"), (["run", "--help"], "--baseline"), (["--version"], "0."),
                (["--generate-completion-script", "bash"], "_kumite"),
                (["--generate-completion-script", "zsh"], "#compdef kumite"),
                (["--generate-completion-script", "fish"], "kumite"), (["list", "scenarios"], "lifecycle/plain"),
                (["list", "scenarios", "--json"], "\"area\""),
                (["list", "scenarios", "--markdown"], "](lifecycle/plain.yaml)"),
                (["list", "calls"], "ResizePty"), (["list", "calls", "--json"], "\"object\" : \"exec\""),
                (["list", "schema"], "https://json-schema.org/draft/2020-12/schema"),
            ])
        func itself(arguments: [String], shown: String) async throws {
            try await withFolder { folder in
                let ran = try await runKumite(arguments, in: folder)
                #expect(ran.code == 0, "\(ran.stderr)")
                #expect(ran.stdout.contains(shown), "\(ran.stdout)")
            }
        }

        @Test("who is not root is told so")
        func notRoot() async throws {
            try await withFolder { folder in
                // The program must be reachable for everyone; a clone need not be.
                let user = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
                let binary = try builtProgram("kumite")
                let reachable = try await Enclosure(["--version"], in: folder, prefix: user).end()
                try #require(reachable.code == 0, "\(binary) can't be run by everyone: \(reachable.stderr)")
                for arguments in [["run"], ["prove"], ["clean"], ["resume", folder]] {
                    let ran = try await runKumite(arguments, in: folder, prefix: user)
                    #expect(ran.code == 64)
                    #expect(ran.stderr.contains("it needs root"), "\(ran.stderr)")
                }
            }
        }

        @Test(
            "a wrong scenario is told with file, line, column and the nearest name",
            arguments: [
                ("stesp: []\nid: a/b\n", "x.yaml:1:1: ", "did you mean 'steps'?"),
                (
                    """
                    id: a/b
                    title: T
                    because: B
                    origin: [o]
                    covers: [wait-exit]
                    containers: { main: { process: [probe] } }
                    steps:
                      - run: main
                      - wiat: main
                    """, "x.yaml:9:5: ", "did you mean 'wait'?"
                ),
                ("id: a/b\n  - : {", "x.yaml:2:", "YAML"),
            ])
        func check(text: String, place: String, hint: String) async throws {
            try await withFolder { folder in
                try Files.write("\(folder)/x.yaml", Array(text.utf8))
                let ran = try await runKumite(["check", "x.yaml"], in: folder)
                #expect(ran.code == 64)
                #expect(
                    ran.stdout.split(separator: "\n").contains { $0.hasPrefix(place) && $0.contains(hint) },
                    "\(ran.stdout)\(ran.stderr)")
            }
        }

        /// A run can name its contenders on the command line, so that it need not be a mistake.
        @Test(
            "a ledger's contender that no matrix knows is a hint beside a file that is right",
            arguments: [
                ("crun", nil), ("'crun@>=1.8'", nil), ("'*'", nil), ("[runc, rust@>=3.15]", nil),
                ("crunn", "'crunn'; did you mean 'crun'?"), ("[runc, acme-shim@1.2]", "'acme-shim'"),
            ])
        func unknownContender(contenders: String, hint: String?) async throws {
            try await withFolder { folder in
                let text = """
                    - facet: "main/exit"
                      contenders: \(contenders)
                      status: legal
                      reason: Both are allowed.
                      owner: me
                      link: https://example.org/1
                      first-seen: 2026-11-28
                    """
                try Files.write("\(folder)/mine.yaml", Array(text.utf8))
                let ran = try await runKumite(["check", "mine.yaml"], in: folder)
                #expect(ran.code == 0 && ran.stdout.isEmpty, "\(ran.stdout)\(ran.stderr)")
                if let hint {
                    #expect(ran.stderr.hasPrefix("mine.yaml:1: hint: ") && ran.stderr.contains(hint), "\(ran.stderr)")
                } else {
                    #expect(ran.stderr.isEmpty, "\(ran.stderr)")
                }
            }
        }

        @Test("a scenario is scaffolded that check finds right, and never written over")
        func scaffold() async throws {
            try await withFolder { folder in
                let new = ["new", "scenario", "exit/late", "--library", "\(folder)/lib"]
                let made = try await runKumite(new, in: folder)
                #expect(made.code == 0, "\(made.stderr)")
                #expect(made.stdout == "\(folder)/lib/Scenarios/exit/late.yaml\n")
                let checked = try await runKumite(["check", "\(folder)/lib/Scenarios/exit/late.yaml"], in: folder)
                #expect(checked.code == 0 && checked.stdout.isEmpty, "\(checked.stdout)\(checked.stderr)")
                let again = try await runKumite(new, in: folder)
                #expect(again.code == 64 && again.stderr.contains("it is there already"), "\(again.stderr)")
                let wrong = try await runKumite(["new", "scenario", "../x", "--library", folder], in: folder)
                #expect(wrong.code == 64 && wrong.stderr.contains("an id is AREA/NAME"), "\(wrong.stderr)")
            }
        }

        @Test("files that are meant to harm are refused at once")
        func hostileFiles() async throws {
            try await withFolder { folder in
                let large = [UInt8](repeating: UInt8(ascii: "#"), count: 50 << 20)
                try Files.write("\(folder)/large.yaml", large)
                let ran = try await runKumite(["check", "large.yaml"], in: folder)
                #expect(ran.code == 64 && ran.stderr.contains("it is larger than"), "\(ran.stderr)")

                var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
                for level in 1...30 {
                    let items = [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
                    bomb += "a\(level): &a\(level) [\(items)]\n"
                }
                try Files.write("\(folder)/bomb.yaml", Array(bomb.utf8))
                let began = Stamp.now
                let bombed = try await runKumite(["check", "bomb.yaml"], in: folder)
                #expect(bombed.code == 64 && bombed.stdout.contains("bomb.yaml:1:5: "), "\(bombed.stdout)")
                #expect(bombed.stdout.contains("anchors and aliases"))
                #expect(Stamp.now < began.advanced(by: .seconds(60)))
            }
        }
    }
}
