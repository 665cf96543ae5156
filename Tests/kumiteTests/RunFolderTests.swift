import Linux
import Testing

extension RealRuns {
    /// Run folders that can't be.
    @Suite("Run folders") struct RunFolders {
        @Test("a folder that can't be made is told, and nothing is left")
        func unwritable() async throws {
            try await withStubs { stubs in
                let ok = try stubs.contender("ok")
                try Files.write("\(stubs.folder)/file", [])
                let below = try await spar(ok, ok, in: stubs.folder, ["--cgroups", "host"], out: "file/run")
                #expect(below.code == 3 || below.code == 64, "\(below.stderr)")
                #expect(below.stderr.contains("file/run"))
                below.leftNothing()
                let readOnly = try await runKumite(
                    [
                        "run", "--baseline", ok, "--candidate", ok, "--cgroups", "host", "--scenarios",
                        "lifecycle/plain", "--rounds", "1", "--out", "ro/run",
                    ], in: stubs.folder, before: "mkdir ro; mount -t tmpfs -o ro tmpfs ro")
                #expect(readOnly.code == 3, "\(readOnly.stderr)")
                #expect(readOnly.stderr.contains("ro/run"))
                readOnly.leftNothing()
            }
        }

        @Test("a disk that fills up ends the run with exit 3, and nothing is left")
        func full() async throws {
            try await withStubs { stubs in
                let ok = try stubs.contender("ok")
                let ran = try await runKumite(
                    [
                        "run", "--baseline", ok, "--candidate", ok, "--cgroups", "host", "--scenarios",
                        "lifecycle/plain", "--rounds", "60", "--out", "small/run",
                    ], in: stubs.folder, before: "mkdir small; mount -t tmpfs -o size=256k tmpfs small")
                #expect(ran.code == 3, "\(ran.stdout)\(ran.stderr)")
                #expect(ran.stderr.contains("No space left") || ran.stderr.contains("ENOSPC"), "\(ran.stderr)")
                ran.leftNothing()
            }
        }
    }
}
