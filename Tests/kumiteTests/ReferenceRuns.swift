import Testing

extension RealRuns {
    /// A third contender that shows who is odd.
    @Suite("References") struct References {
        @Test(
            "who differs from the reference is odd; where both do, that is a shared defect",
            arguments: [
                (baseline: "ok", candidate: "late-exit", odd: "candidate", kind: ""),
                (baseline: "late-exit", candidate: "ok", odd: "baseline", kind: ""),
                (baseline: "wrong-exit", candidate: "wrong-exit", odd: "both", kind: "shared-defect"),
            ])
        func odd(_ due: (baseline: String, candidate: String, odd: String, kind: String)) async throws {
            try await withStubs { stubs in
                let ran = try await spar(
                    stubs.contender(due.baseline, name: "old"), stubs.contender(due.candidate, name: "new"),
                    in: stubs.folder,
                    ["--reference", stubs.contender("ok", name: "ref"), "--cgroups", "host", "--json"])
                let result = try ran.json()
                #expect((result["reference"] as? [String: Any])?["name"] as? String == "ref", "\(ran.stderr)")
                let findings = try #require(result["findings"] as? [[String: Any]])
                let told = findings.filter { $0["reference"] is String }
                #expect(!told.isEmpty, "\(ran.stdout)")
                #expect(told.allSatisfy { $0["odd"] as? String == due.odd }, "\(told)")
                if !due.kind.isEmpty { #expect(told.allSatisfy { $0["class"] as? String == due.kind }, "\(told)") }
                ran.leftNothing()
            }
        }
    }
}
