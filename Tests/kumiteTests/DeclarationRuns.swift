import Foundation
import Linux
import Testing

extension RealRuns {
    /// What contenders are declared to lack, held against what they do.
    @Suite("Declarations") struct DeclarationRuns {
        private func findings(_ ran: Ran) throws -> [[String: Any]] {
            try #require(try ran.json()["findings"] as? [[String: Any]])
        }

        @Test(
            "what the real shim is declared to lack and does is found; what it lacks indeed is not",
            .enabled(if: Stubs.canRunReal))
        func real() async throws {
            try await withStubs { stubs in
                let matrix = """
                    contenders:
                      a: { family: runc, shim: \(Stubs.shim), runtime: \(Stubs.runtime), lacks: [file-stdio, vmm, sandbox-api] }
                      b: { family: runc, shim: \(Stubs.shim), runtime: \(Stubs.runtime), lacks: [vmm, sandbox-api] }
                    pairs: [{ baseline: a, candidate: b }]
                    """
                try Files.write("\(stubs.folder)/m.yaml", Array(matrix.utf8))
                let ran = try await runKumite(
                    [
                        "run", "--matrix", "m.yaml", "--rounds", "2", "--seed", "4", "--json", "--out", "run",
                        "--scenarios",
                        "capabilities/file-stdio,capabilities/vmm,capabilities/sandbox-api,lifecycle/plain",
                    ], in: stubs.folder)
                let found = try findings(ran).filter { $0["component"] as? String == "capabilities" }
                #expect(found.map { $0["facet"] as? String } == ["run/lacks/file-stdio"], "\(found)")
                let finding = try #require(found.first)
                #expect(finding["class"] as? String == "divergence" && finding["severity"] as? String == "minor")
                #expect(finding["odd"] as? String == "baseline" && finding["blocks"] as? Bool == false)
                let trials = try #require(try ran.json()["trials"] as? [String: Int])
                // Two rounds of what a lacks on a, and of what both lack on both: tried or not, none is compared.
                #expect(trials["unsupported"] == 10, "\(trials)")
                #expect(ran.code == 0, "\(ran.stderr)")
            }
        }

        struct Stubbed: Sendable {
            var mode: String
            var lacks: String
            /// What is found of each contender's declaration.
            var found: String?
            /// Whether a broken demand names the capability.
            var isMissing: Bool
        }

        @Test(
            "a stub that has what it is declared to lack, or lacks it in silence, is told; without a declaration too",
            arguments: [
                Stubbed(
                    mode: "wrong-exit", lacks: "[pods]", found: "and neither works nor is refused", isMissing: false),
                Stubbed(mode: "ok", lacks: "[pods]", found: "and works", isMissing: false),
                Stubbed(mode: "wrong-exit", lacks: "[]", found: nil, isMissing: true),
            ])
        func stub(_ due: Stubbed) async throws {
            try await withStubs { stubs in
                let stub = try stubs.path(due.mode)
                let matrix = """
                    contenders:
                      a: { family: runc, shim: \(stub), lacks: \(due.lacks) }
                      b: { family: runc, shim: \(stub), lacks: \(due.lacks) }
                    pairs: [{ baseline: a, candidate: b }]
                    """
                try Files.write("\(stubs.folder)/m.yaml", Array(matrix.utf8))
                let ran = try await runKumite(
                    [
                        "run", "--matrix", "m.yaml", "--rounds", "2", "--seed", "4", "--json", "--cgroups", "host",
                        "--scenarios", "capabilities/pods,lifecycle/plain", "--out", "run",
                    ], in: stubs.folder)
                let found = try findings(ran)
                let declarations = found.filter { $0["facet"] as? String == "run/lacks/pods" }
                #expect(declarations.count == (due.found == nil ? 0 : 2), "\(found)")
                for declaration in declarations {
                    let odd = declaration["odd"] as? String ?? ""
                    #expect(declaration[odd] as? String == "declared as lacking, \(due.found ?? "")")
                }
                let isNamed = found.contains {
                    ($0["rule"] as? String)?.contains("the scenario needs pods, which neither side is declared to lack")
                        == true
                }
                #expect(isNamed == due.isMissing, "\(found)")
            }
        }

        @Test("the design's two examples run; what a runc shim has not is named", .enabled(if: Stubs.canRunReal))
        func examples() async throws {
            try await withStubs { stubs in
                let real = try stubs.real()
                let ran = try await spar(
                    real, real, in: stubs.folder, ["--json"],
                    scenarios: "signals/kill-after-exit,pods/shim-dies-under-second-create")
                #expect(ran.code == 0, "\(ran.stderr)")
                let result = try ran.json()
                #expect((result["trials"] as? [String: Int])?["unsupported"] == 12)
                let not = try #require(result["notCompared"] as? [String])
                #expect(
                    not.contains {
                        $0.hasPrefix("6 scenarios not supported") && $0.contains("pods/shim-dies-under-second-create[")
                            && $0.contains("its configuration has no key hypervisor/default_vcpus")
                    }, "\(not)")
            }
        }

        @Test(
            "what is asked for by HTTP of a family without an endpoint is told by its name",
            .enabled(if: Stubs.canRunReal))
        func endpoint() async throws {
            try await withStubs { stubs in
                let real = try stubs.real()
                let ran = try await spar(
                    real, real, in: stubs.folder, ["--json"],
                    scenarios: "capabilities/management-endpoint,lifecycle/plain")
                #expect(ran.code == 0, "\(ran.stderr)")
                let not = try #require(try ran.json()["notCompared"] as? [String])
                #expect(not.contains { $0.contains("it has no endpoint management") }, "\(not)")
            }
        }
    }
}
