import Glibc
import Linux
import Testing

extension RealRuns {
    /// Runs that are ended from outside.
    @Suite("Interruptions") struct Interruptions {
        /// A run that takes long, and has begun so many of its trials.
        private func begun(
            _ count: Int, _ stubs: Stubs, baseline: String = "ok", candidate: String = "slow"
        ) async throws -> Enclosure {
            let run = try Enclosure(
                [
                    "run", "--baseline", try stubs.contender(baseline), "--candidate", try stubs.contender(candidate),
                    "--cgroups", "host", "--scenarios", "lifecycle/plain", "--rounds", "40", "--seed", "1", "--lanes",
                    "1", "--out", "run",
                ], in: stubs.folder)
            let begun = try await eventually { try Self.count("begun", stubs.folder) >= count ? true : nil }
            #expect(begun == true, "no trial began")
            return run
        }

        /// How many trials the journal says have begun or ended.
        private static func count(_ word: String, _ folder: String) throws -> Int {
            let bytes = (try? Files.read("\(folder)/run/journal.jsonl", limit: 8 << 20).bytes) ?? []
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { $0.contains(word) }.count
        }

        @Test("Ctrl-C once keeps what was recorded, says how to go on, and leaves nothing; resume finishes")
        func once() async throws {
            try await withStubs { stubs in
                let run = try await begun(4, stubs)
                #expect(try await run.conductor().send(SIGINT))
                let ran = try await run.end()
                #expect(ran.code == 130, "\(ran.stderr)")
                #expect(ran.stderr.contains("kumite resume run"))
                ran.leftNothing()
                let before = try Self.count("ended", stubs.folder)
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
                // Whichever side runs now, its tear-down takes seconds: the first signal can't end the run before the
                // second comes, once there is a shim to be torn down.
                let run = try await begun(1, stubs, baseline: "lingers", candidate: "lingers")
                #expect(try await run.hasDaemon())
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

        /// A run that chooses its view with contenders whose tear-down takes seconds, and tries one of them.
        private func choosing(_ stubs: Stubs) async throws -> Enclosure {
            let lingers = try stubs.contender("lingers")
            let run = try Enclosure(
                [
                    "run", "--baseline", lingers, "--candidate", lingers + "2", "--scenarios", "lifecycle/plain",
                    "--seed", "1", "--out", "run",
                ], in: stubs.folder)
            #expect(try await run.hasDaemon(), "no view was tried")
            return run
        }

        @Test("Ctrl-C while the view is chosen tears down, says that nothing was recorded, and leaves nothing")
        func whileChoosing() async throws {
            try await withStubs { stubs in
                let run = try await choosing(stubs)
                #expect(try await run.conductor().send(SIGINT))
                let ran = try await run.end()
                #expect(ran.code == 130, "\(ran.stderr)")
                #expect(ran.stderr.contains("nothing was recorded; run again"), "\(ran.stderr)")
                #expect(!Files.exists("\(stubs.folder)/run"))
                ran.leftNothing()
            }
        }

        @Test("Ctrl-C twice while the view is chosen leaves at once; clean removes what that left")
        func twiceWhileChoosing() async throws {
            try await withStubs { stubs in
                let run = try await choosing(stubs)
                let conductor = try await run.conductor()
                #expect(try conductor.send(SIGINT))
                try await Poller.shared.sleep(until: .after(.milliseconds(300)))
                #expect(try conductor.send(SIGINT))
                let ran = try await run.end()
                #expect(ran.code == 130, "\(ran.stderr)")
                #expect(ran.stderr.contains("`kumite clean` removes"), "\(ran.stderr)")
                #expect(!Files.exists("\(stubs.folder)/run"))
                let cleaned = try await runKumite(["clean", "--json"], in: stubs.folder)
                #expect(cleaned.code == 0, "\(cleaned.stdout)\(cleaned.stderr)")
                #expect((try cleaned.json()["stuck"] as? [Any])?.isEmpty == true)
            }
        }

        /// The open(2) calls that a process's threads are in, each with its thread and arguments.
        private static func opening(_ pid: Int32) -> Set<String> {
            let tasks = (try? Directory("/proc/\(pid)/task").names()) ?? []
            return Set(
                tasks.compactMap { task in
                    let thread = String(decoding: task, as: UTF8.self)
                    let bytes = (try? Files.read("/proc/\(pid)/task/\(thread)/syscall", limit: 1 << 12).bytes) ?? []
                    let call = String(decoding: bytes, as: UTF8.self)
                    return call.hasPrefix("257 ") ? "\(thread) \(call)" : nil
                })
        }

        /// Whether a process waits in an open(2) of a fifo until another opens its other end: any file's open can be
        /// seen in passing, but only that one is there a while later, too.
        private static func isOpening(_ pid: Int32) async throws -> Bool {
            let before = opening(pid)
            if before.isEmpty { return false }
            try await Poller.shared.sleep(until: .after(.milliseconds(200)))
            return !before.isDisjoint(with: opening(pid))
        }

        @Test("Ctrl-C while the reports are written leaves with what to do; report then tells the run")
        func whileReporting() async throws {
            try await withStubs { stubs in
                let run = try Enclosure(
                    [
                        "run", "--baseline", try stubs.contender("ok"), "--candidate", try stubs.contender("slow"),
                        "--cgroups", "host", "--scenarios", "lifecycle/plain", "--rounds", "4", "--seed", "1",
                        "--lanes", "1", "--out", "run",
                    ], in: stubs.folder)
                let begun = try await eventually { try Self.count("begun", stubs.folder) >= 1 ? true : nil }
                #expect(begun == true, "no trial began")
                // The page is written beside its place first; a fifo there is never opened to the end.
                let page = "\(stubs.folder)/run/derived/report.html.new"
                #expect(mkfifo(page, 0o600) == 0)
                let conductor = try await run.conductor()
                let isWriting = try await eventually { try await Self.isOpening(conductor.pid) ? true : nil }
                #expect(isWriting == true, "no report was written")
                // Four rounds a side, and what the judge asked for besides.
                let ended = try Self.count("ended", stubs.folder)
                let trials = try Self.count("begun", stubs.folder)
                #expect(ended >= 8 && ended == trials)
                #expect(try conductor.send(SIGINT))
                let ran = try await run.end()
                #expect(ran.code == 130, "\(ran.stderr)")
                #expect(ran.stderr.contains("`kumite report run` tells what was found"), "\(ran.stderr)")
                ran.leftNothing()
                #expect(unlink(page) == 0)
                let told = try await runKumite(["report", "run"], in: stubs.folder)
                #expect(told.code == 0 && told.stdout.contains("Verdict: pass"), "\(told.stdout)\(told.stderr)")
            }
        }

        @Test("a lane that is killed is replaced, its trial run again, and what it left removed")
        func laneKilled() async throws {
            try await withStubs { stubs in
                let run = try await begun(4, stubs)
                let lane = try #require(try run.lanes().first)
                #expect(try lane.send(SIGKILL))
                let ran = try await run.end()
                #expect(ran.code == 0, "\(ran.stdout)\(ran.stderr)")
                #expect(ran.stderr.contains("lane 1: "), "\(ran.stderr)")
                ran.leftNothing()
            }
        }
    }
}
