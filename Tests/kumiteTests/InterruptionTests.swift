import Glibc
import Linux
import Testing

extension RealRuns {
    /// Runs that are ended from outside.
    @Suite("Interruptions") struct Interruptions {
        /// A run that takes long, and has begun its trials.
        private func begun(_ stubs: Stubs, _ candidate: String = "slow", _ more: [String] = []) async throws
            -> Enclosure
        {
            let ok = try stubs.contender("ok")
            let run = try Enclosure(
                [
                    "run", "--baseline", ok, "--candidate", try stubs.contender(candidate), "--cgroups", "host",
                    "--scenarios", "lifecycle/plain", "--rounds", "40", "--seed", "1", "--out", "run",
                ] + more, in: stubs.folder)
            let ended = try await eventually { try Self.ended(stubs.folder) > 2 ? true : nil }
            #expect(ended == true, "no trial ended")
            return run
        }

        /// How many trials the journal says have ended.
        private static func ended(_ folder: String) throws -> Int {
            let bytes = (try? Files.read("\(folder)/run/journal.jsonl", limit: 8 << 20).bytes) ?? []
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { $0.contains("ended") }.count
        }

        @Test("Ctrl-C once keeps what was recorded, says how to go on, and leaves nothing; resume finishes")
        func once() async throws {
            try await withStubs { stubs in
                let run = try await begun(stubs)
                #expect(try await run.conductor().send(SIGINT))
                let ran = try await run.end()
                #expect(ran.code == 130, "\(ran.stderr)")
                #expect(ran.stderr.contains("kumite resume run"))
                ran.leftNothing()
                let before = try Self.ended(stubs.folder)
                #expect((3..<80).contains(before))

                let resumed = try await runKumite(["resume", "run", "--json"], in: stubs.folder)
                #expect(resumed.code == 0, "\(resumed.stderr)")
                let trials = try #require(try resumed.json()["trials"] as? [String: Int])
                #expect(trials["planned"] ?? 0 >= 80 && trials["recorded"] == trials["planned"], "\(trials)")
                resumed.leftNothing()
            }
        }

        @Test("Ctrl-C twice leaves at once; clean removes what that left")
        func twice() async throws {
            try await withStubs { stubs in
                // A trial that never ends by itself: its tear-down takes seconds.
                let run = try await begun(stubs, "lingers", ["--rounds", "3"])
                let conductor = try await run.conductor()
                #expect(try conductor.send(SIGINT))
                try await Poller.shared.sleep(until: .after(.milliseconds(300)))
                #expect(try conductor.send(SIGINT))
                let ran = try await run.end()
                #expect(ran.code == 130, "\(ran.stderr)")
                // The enclosure's end has killed the lane, as a reboot would.
                let cleaned = try await runKumite(["clean", "--json"], in: stubs.folder)
                #expect(cleaned.code == 0, "\(cleaned.stdout)\(cleaned.stderr)")
                #expect((try cleaned.json()["stuck"] as? [Any])?.isEmpty == true)
            }
        }

        @Test("a lane that is killed is replaced, its trial run again, and what it left removed")
        func laneKilled() async throws {
            try await withStubs { stubs in
                let run = try await begun(stubs)
                let lane = try #require(try run.lanes().first)
                #expect(try lane.send(SIGKILL))
                let ran = try await run.end()
                #expect(ran.code == 0, "\(ran.stderr)")
                #expect(ran.stderr.contains("lane 1: "), "\(ran.stderr)")
                ran.leftNothing()
            }
        }
    }
}
