import Foundation
import Linux
import Testing

/// Runs the plain life-cycle once: what is added decides against whom.
func spar(
    _ baseline: String, _ candidate: String, in folder: String, _ more: [String] = [], out: String = "run",
    scenarios: String = "lifecycle/plain"
) async throws -> Ran {
    try await runKumite(
        [
            "run", "--baseline", baseline, "--candidate", candidate, "--scenarios", scenarios, "--rounds", "1",
            "--seed", "7", "--out", out,
        ] + more, in: folder)
}

/// A test's folder with stubs in it; afterwards nothing of any run may be left on the host.
func withStubs(_ body: (Stubs) async throws -> Void) async throws {
    let traces = Traces()
    try await withFolder { folder in try await body(Stubs(folder: folder)) }
    #expect(try await traces.left() == [])
}

extension Ran {
    /// Expects that it left nothing inside its enclosure.
    func leftNothing(_ location: SourceLocation = #_sourceLocation) {
        #expect(left.processes == [], sourceLocation: location)
        #expect(left.mounts == [], sourceLocation: location)
    }

    /// The trials of the run folder's plan, a line each.
    static func plannedTrials(_ folder: String) throws -> [String] {
        let bytes = try Files.read("\(folder)/plan.jsonl", limit: 16 << 20).bytes
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        return lines.filter { $0.contains("\"trial\"") && $0.contains("\"role\"") }
    }
}
