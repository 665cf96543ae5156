import Foundation
import Linux
import Testing

extension RealRuns {
    /// Whole runs of stubs that take, answer and log as Kata's shims are known to. No real one takes part.
    @Suite("Setups of stubs of Kata's shims", .enabled(if: Stubs.canRun)) struct KataSetupRuns {
        private static let go = """
            [hypervisor.qemu]
            path = "FOLDER/qemu-system-x86_64"
            image = "FOLDER/mono.img"
            default_memory = 512
            [agent.kata]
            dial_timeout = 45

            """
        private static let rust = """
            [hypervisor.qemu]
            path = "FOLDER/qemu-system-x86_64"
            image = "FOLDER/composable.img"
            default_memory = 1024
            [runtime]
            hypervisor_name = "qemu"

            """
        private static let matrix = """
            contenders:
              go: { family: kata, shim: stub-shim.kata-go, config: { qemu: go.toml } }
              rust: { family: kata, shim: stub-shim.kata-rust, config: { qemu: rust.toml } }
            pairs: [ { baseline: go, candidate: rust } ]
            axes: { hypervisor: [qemu], setup: [stock, aligned], cgroups: [host] }

            """

        @Test(
            "Go against Rust, as they ship and aligned: who was run with what, and what could not be aligned, is told")
        func setups() async throws {
            try await withStubs { stubs in
                for mode in ["kata-go", "kata-rust"] { _ = try stubs.path(mode) }
                func put(_ name: String, _ text: String, mode: UInt32 = 0o644) throws {
                    let whole = text.replacing("FOLDER", with: stubs.folder)
                    try Files.write("\(stubs.folder)/\(name)", Array(whole.utf8), mode: mode)
                }
                try put("go.toml", Self.go)
                try put("rust.toml", Self.rust)
                try put("m.yaml", Self.matrix)
                try put("mono.img", "a")
                try put("composable.img", "b")
                try put(
                    "qemu-system-x86_64",
                    "#!/bin/sh\n[ \"$1\" = --version ] && echo QEMU 11 && exit 0\nsleep 3600; :\n", mode: 0o755)
                let ran = try await runKumite(
                    [
                        "run", "--matrix", "m.yaml", "--scenarios", "lifecycle/delete-created", "--rounds", "1",
                        "--seed",
                        "7", "--out", "run", "--json",
                    ], in: stubs.folder)
                let cells = try #require(try ran.json()["cells"] as? [[String: Any]], "\(ran.stderr)")
                #expect(cells.compactMap { $0["setup"] as? String } == ["stock", "aligned"])
                #expect(cells.allSatisfy { ($0["trials"] as? [String: Int])?["infrastructure"] == 0 }, "\(ran.stdout)")
                #expect(cells.allSatisfy { (($0["trials"] as? [String: Int])?["recorded"] ?? 0) > 0 }, "\(ran.stdout)")
                func changes(_ cell: [String: Any], _ role: String) -> [String] {
                    (cell[role] as? [String: Any])?["changes"] as? [String] ?? []
                }
                #expect(changes(cells[0], "baseline") + changes(cells[0], "candidate") == [])
                #expect(
                    changes(cells[1], "candidate").contains("hypervisor/default_memory = 512, in place of 1024"),
                    "\(ran.stdout)")
                #expect(changes(cells[1], "candidate").contains { $0.hasPrefix("agent/reconnect_timeout_ms = 45000") })
                #expect(cells[0]["confounders"] == nil)
                let differs = cells[1]["confounders"] as? [String] ?? []
                #expect(differs.contains { $0.contains("monolithic for the Go shim") }, "\(differs)")
            }
        }
    }
}
