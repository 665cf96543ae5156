import Foundation
import Linux
import Testing

extension RealRuns {
    /// Runs of the family kata on stubs, and what its verbs tell of them. No real Kata takes part.
    @Suite("Runs of Kata's stubs", .enabled(if: Stubs.canRun)) struct KataRuns {
        /// A matrix of two stubs with one configuration, and a monitor that waits.
        private static func write(
            _ baseline: String, _ candidate: String, release: String = "go@4.1.0", in stubs: Stubs
        ) throws {
            let qemu = "#!/bin/sh\n[ \"$1\" = --version ] && exec echo QEMU emulator version 11.0.1\nsleep 3600; :\n"
            try Files.write("\(stubs.folder)/qemu-system-x86_64", Array(qemu.utf8), mode: 0o755)
            let configuration =
                "[hypervisor.qemu]\npath = \"\(stubs.folder)/qemu-system-x86_64\"\nshared_fs = \"none\"\n"
            try Files.write("\(stubs.folder)/c.toml", Array(configuration.utf8))
            func contender(_ mode: String) throws -> String {
                "{ family: kata, release: \(release), shim: \(try stubs.path(mode)), config: \(stubs.folder)/c.toml, lacks: [vmm] }"
            }
            let matrix = """
                contenders: { a: \(try contender(baseline)), b: \(try contender(candidate)) }
                pairs: [{ baseline: a, candidate: b }]
                agent-log: true
                """
            try Files.write("\(stubs.folder)/m.yaml", Array(matrix.utf8))
        }

        @Test("a run that is going on is followed: each trial's log as it ends, up to the end of the run")
        func followed() async throws {
            try await withStubs { stubs in
                try Self.write("kata-go", "kata-go", in: stubs)
                let run = try Enclosure(
                    [
                        "run", "--matrix", "m.yaml", "--scenarios", "lifecycle/plain", "--rounds", "8", "--seed", "4",
                        "--lanes", "1", "--out", "run",
                    ], in: stubs.folder)
                let begun = try await eventually {
                    let read = try? Files.read("\(stubs.folder)/run/journal.jsonl", limit: 1 << 20)
                    return String(decoding: read?.bytes ?? [], as: UTF8.self).contains("ended") ? true : nil
                }
                #expect(begun == true)
                let beside = "\(stubs.folder)/beside"
                try Files.makeDirectories(beside)
                let follower = try Enclosure(["kata", "logs", "../run", "--follow"], in: beside)
                let ran = try await run.end()
                let followed = try await follower.end()
                let told = try await runKumite(["kata", "logs", "run"], in: stubs.folder)
                #expect(followed.code == 0, "\(followed.stderr)")
                #expect(
                    followed.stdout.split(separator: "\n").sorted() == told.stdout.split(separator: "\n").sorted(),
                    "\(ran.stderr)")
                #expect(told.stdout.split(separator: "\n").count >= 16, "\(told.stdout)")
                ran.leftNothing()
            }
        }

        @Test("what a candidate leaves in the pod's network is a finding that blocks, whoever looks at the host")
        func leaves() async throws {
            try await withStubs { stubs in
                try Self.write("kata-go", "kata-leaves", in: stubs)
                let ran = try await runKumite(
                    [
                        "run", "--matrix", "m.yaml", "--scenarios", "lifecycle/plain", "--rounds", "3", "--seed", "4",
                        "--lanes", "1", "--json", "--out", "run",
                    ], in: stubs.folder)
                let findings = try #require(try ran.json()["findings"] as? [[String: Any]], "\(ran.stderr)")
                let own = try #require(
                    findings.first { $0["facet"] as? String == "host/sandbox/left" }, "\(ran.stdout)")
                #expect(own["class"] as? String == "regression" && own["severity"] as? String == "blocker")
                #expect(own["component"] as? String == "cleanup" && own["blocks"] as? Bool == true)
                #expect((own["candidate"] as? String)?.contains("chains: filter KATA-LEFT") == true, "\(own)")
                #expect(ran.code == 1, "\(ran.stderr)")
            }
        }

        @Test("what a shim writes to the system's log is the trial's, and never the host's journal's")
        func ownLog() async throws {
            try await withStubs { stubs in
                try Self.write("kata-rust", "kata-rust", release: "rust@4.1.0", in: stubs)
                // A host with a journal: whatever reaches it is in the file.
                let ran = try await runKumite(
                    [
                        "run", "--matrix", "m.yaml", "--scenarios", "lifecycle/plain", "--rounds", "1", "--seed", "4",
                        "--lanes", "1", "--out", "run",
                    ], in: stubs.folder,
                    before: """
                        mount -t tmpfs host /run
                        mkdir -p /run/systemd/journal
                        touch /run/systemd/journal/host
                        """,
                    after: "ls /run/systemd/journal >'\(stubs.folder)/host-journal'")
                let logs = try await runKumite(
                    ["kata", "logs", "run", "--origin", "agent", "--level", "error"], in: stubs.folder)
                #expect(logs.stdout.split(separator: "\n").count >= 2, "\(ran.stderr)\(logs.stderr)")
                #expect(logs.stdout.contains("no such device") && !logs.stdout.contains("sandbox started"))
                let host = try Files.read("\(stubs.folder)/host-journal", limit: 1024).bytes
                #expect(String(decoding: host, as: UTF8.self) == "host\n")
                ran.leftNothing()
            }
        }

        @Test("agent-log reaches the shim, is told with the contender, and the run's log says whose each record is")
        func agentLog() async throws {
            try await withStubs { stubs in
                try Self.write("kata-go", "kata-go", in: stubs)
                let ran = try await runKumite(
                    [
                        "run", "--matrix", "m.yaml", "--scenarios", "lifecycle/plain,effects/default-vcpus", "--rounds",
                        "1", "--seed", "4", "--json", "--out", "run",
                    ], in: stubs.folder)
                let object = try ran.json()
                for role in ["baseline", "candidate"] {
                    let told = try #require(object[role] as? [String: Any], "\(ran.stderr)")
                    #expect((told["version"] as? String)?.hasPrefix("changed by agent-log: Kata Containers") == true)
                    let parts = try #require(told["parts"] as? [[String: Any]])
                    #expect(
                        parts.contains { $0["role"] as? String == "drop-in" && $0["version"] as? String == "agent-log" }
                    )
                }
                let logs = try await runKumite(["kata", "logs", "run", "--origin", "shim", "--json"], in: stubs.folder)
                let records = try #require(
                    try JSONSerialization.jsonObject(with: Data(logs.stdout.utf8)) as? [[String: Any]])
                let fields = records.compactMap { $0["fields"] as? [String: String] }
                #expect(Set(fields.compactMap { $0["contender"] }) == ["a", "b"], "\(logs.stdout)")
                #expect(fields.allSatisfy { $0["scenario"] == "lifecycle/plain" && $0["trial"] != nil })
                // Not the file that the matrix names: the one with the drop-in taken in.
                let files = fields.compactMap { $0["file"] }
                #expect(!files.isEmpty && files.allSatisfy { $0.hasSuffix("/configuration.toml") }, "\(files)")
                // Nobody writes the run any more: all is told, and that is the end.
                let followed = try await runKumite(["kata", "logs", "run", "--follow"], in: stubs.folder)
                let told = try await runKumite(["kata", "logs", "run"], in: stubs.folder)
                #expect(followed.code == 0 && followed.stdout == told.stdout && !told.stdout.isEmpty)

                let effects = try await runKumite(["kata", "config", "effects", "run"], in: stubs.folder)
                #expect(
                    effects.stdout
                        == "hypervisor/default_vcpus (inside): baseline a unsupported, candidate b unsupported\n",
                    "\(effects.stderr)")
                #expect(effects.code == 2)
                ran.leftNothing()
            }
        }
    }
}
