import Foundation
import Linux
import Testing

extension RealRuns {
    /// Runs of the family kata on stubs, and what its verbs tell of them. No real Kata takes part.
    @Suite("Runs of Kata's stubs", .enabled(if: Stubs.canRun)) struct KataRuns {
        @Test("agent-log reaches the shim, is told with the contender, and the run's log says whose each record is")
        func agentLog() async throws {
            try await withStubs { stubs in
                let qemu =
                    "#!/bin/sh\n[ \"$1\" = --version ] && exec echo QEMU emulator version 11.0.1\nsleep 3600; :\n"
                try Files.write("\(stubs.folder)/qemu-system-x86_64", Array(qemu.utf8), mode: 0o755)
                try Files.write(
                    "\(stubs.folder)/c.toml",
                    Array("[hypervisor.qemu]\npath = \"\(stubs.folder)/qemu-system-x86_64\"\n".utf8))
                let shim = try stubs.path("kata-go")
                let contender =
                    "family: kata, release: go@4.1.0, shim: \(shim), config: \(stubs.folder)/c.toml, lacks: [vmm]"
                let matrix = """
                    contenders: { a: { \(contender) }, b: { \(contender) } }
                    pairs: [{ baseline: a, candidate: b }]
                    agent-log: true
                    """
                try Files.write("\(stubs.folder)/m.yaml", Array(matrix.utf8))
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
                let followed = try await runKumite(["kata", "logs", "run", "--follow"], in: stubs.folder)
                #expect(followed.code == 64 && followed.stderr.contains("following"))

                let effects = try await runKumite(["kata", "config", "effects", "run"], in: stubs.folder)
                #expect(
                    effects.stdout == "hypervisor/default_vcpus: baseline a unsupported, candidate b unsupported\n",
                    "\(effects.stderr)")
                #expect(effects.code == 2)
                ran.leftNothing()
            }
        }
    }
}
