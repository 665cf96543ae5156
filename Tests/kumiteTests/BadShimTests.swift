import Linux
import Testing

extension RealRuns {
    /// Shims that are none, or not good ones: each ends in a clear message or a finding, never in a hang.
    @Suite("Bad shims") struct BadShims {
        /// A shim that can't do the least in any view is not compared: exit 3, with the reason.
        @Test(
            "what can't run a plain life-cycle is refused with its reason",
            arguments: [
                ("garbage", #"it printed "Segmentation \x1b[31mfault"#), ("nothing", "it printed nothing"),
                ("refuses", #"it ended with exit 1: stub-shim: no such \u{1b}]0;luck"#),
                ("nobody", "connect: connecting to /run/containerd/s/"), ("dies-in-create", "Create: the peer closed"),
                ("torn-frame", "the connection ended 2 bytes before the end of a payload"),
                ("broken-frame", "that is not the envelope of its frame's type"),
                ("oversize-frame", "a frame of 5242880 bytes on stream 1; the limit is 4194304"),
                ("hangs-in-start", "the shim's `start` did not end in time"),
            ])
        func refused(mode: String, reason: String) async throws {
            try await withStubs { stubs in
                let ran = try await spar(stubs.contender("ok"), stubs.contender(mode, name: "bad"), in: stubs.folder)
                #expect(ran.code == 3, "\(ran.stderr)")
                #expect(
                    ran.stderr.contains("no layout lets every contender run a plain life-cycle")
                        || ran.stderr.contains("a contender can't even be started"))
                #expect(ran.stderr.contains("bad refuses it: ") && ran.stderr.contains(reason), "\(ran.stderr)")
                #expect(!ran.stderr.contains("\u{1b}") && !ran.stderr.contains("\u{7}"))
                ran.leftNothing()
            }
        }

        /// With the view given nothing is tried before: what the shim does is a finding.
        @Test(
            "with a view given it is a regression of the candidate",
            arguments: [
                ("garbage", "main/create"), ("dies-in-create", "main/create"), ("never", "main/create"),
                ("wrong-exit", "main/wait/exit"),
                ("late-exit", "run/events"), ("leaks-process", "host/left/processes"),
                ("leaks-mount", "host/left/mounts"),
            ])
        func found(mode: String, facet: String) async throws {
            try await withStubs { stubs in
                let ran = try await spar(
                    stubs.contender("ok"), stubs.contender(mode, name: "bad"), in: stubs.folder,
                    ["--cgroups", "host", "--json"])
                #expect(ran.code == 1, "\(ran.stderr)")
                let result = try ran.json()
                #expect(result["verdict"] as? String == "regression")
                #expect(result["exit"] as? Int == 1)
                let findings = try #require(result["findings"] as? [[String: Any]])
                #expect(
                    findings.contains { finding in
                        (finding["facet"] as? String)?.hasPrefix(facet) == true && finding["blocks"] as? Bool == true
                            && finding["odd"] as? String == "candidate"
                    }, "\(ran.stdout)")
                ran.leftNothing()
            }
        }

        @Test("a bad baseline is no regression of the candidate")
        func badBaseline() async throws {
            try await withStubs { stubs in
                let ran = try await spar(
                    stubs.contender("wrong-exit", name: "old"), stubs.contender("ok"), in: stubs.folder,
                    ["--cgroups", "host", "--json"])
                let findings = try #require(try ran.json()["findings"] as? [[String: Any]])
                #expect(findings.contains { $0["class"] as? String == "improvement" }, "\(ran.stdout)")
                #expect(!findings.contains { $0["class"] as? String == "regression" })
                ran.leftNothing()
            }
        }

        /// Each of the candidate's trials waits for a deadline: with two lanes only two could be open at a time.
        @Test("while trials hang, others are carried out")
        func besideHanging() async throws {
            try await withStubs { stubs in
                let ran = try await runKumite(
                    [
                        "run", "--baseline", stubs.contender("ok"),
                        "--candidate", stubs.contender("never", name: "bad"),
                        "--scenarios", "lifecycle/plain,lifecycle/exits-at-once,lifecycle/delete-created",
                        "--rounds", "2", "--seed", "7", "--cgroups", "host", "--lanes", "2", "--out", "run",
                    ], in: stubs.folder)
                #expect(ran.code == 1, "\(ran.stderr)")
                let journal = try Files.read("\(stubs.folder)/run/journal.jsonl", limit: 16 << 20).bytes
                var (open, most) = (0, 0)
                for line in String(decoding: journal, as: UTF8.self).split(separator: "\n") {
                    if line.contains("\"what\":\"begun\"") { open += 1 }
                    if line.contains("\"what\":\"ended\"") { open -= 1 }
                    most = max(most, open)
                }
                #expect(most > 2)
                ran.leftNothing()
            }
        }

        /// The first that is tried in a view is the baseline; what it leaves there ends its lane, not the run.
        @Test("a baseline that leaves something hinders nobody from being tried in the same view")
        func leavingBaseline() async throws {
            try await withStubs { stubs in
                let ran = try await spar(
                    stubs.contender("leaks-mount", name: "old"), stubs.contender("ok"), in: stubs.folder, ["--json"])
                let findings = try #require(try ran.json()["findings"] as? [[String: Any]], "\(ran.stderr)")
                #expect(findings.contains { $0["class"] as? String == "improvement" }, "\(ran.stdout)")
                ran.leftNothing()
            }
        }

        @Test(
            "both ways of telling the address since containerd 2 are understood",
            arguments: ["json", "message", "slow"])
        func good(mode: String) async throws {
            try await withStubs { stubs in
                let other = try stubs.contender(mode, name: "other")
                let ran = try await spar(other, other, in: stubs.folder, ["--json"])
                #expect(ran.code == 0, "\(ran.stderr)")
                #expect((try ran.json()["findings"] as? [Any])?.isEmpty == true)
                ran.leftNothing()
            }
        }
    }
}
