import Documents
import Facets
import Foundation
import Linux
import Testing

extension RealRuns {
    /// `kumite prove` over the stub, which serves at once and runs nothing.
    @Suite("Proving the judge") struct Proving {
        private func prove(_ stubs: Stubs, _ more: [String]) async throws -> Ran {
            try await runKumite(
                [
                    "prove", "--contender", stubs.contender("ok"), "--cgroups", "host", "--seed", "7", "--rounds", "2",
                    "--out", "proof", "--json",
                ] + more, in: stubs.folder)
        }

        private func faults(_ result: [String: Any]) throws -> [[String: Any]] {
            try #require(result["faults"] as? [[String: Any]])
        }

        @Test("a planted fault is caught, a run without one beside it is counted, and both leave nothing")
        func caught() async throws {
            try await withStubs { stubs in
                let ran = try await prove(
                    stubs, ["--faults", "answers/pid-zero", "--parts", "faults,fault-free", "--budget", "120s"])
                let result = try ran.json()
                let fault = try #require(try faults(result).first)
                #expect(fault["caught"] as? Bool == true, "\(ran.stdout)\(ran.stderr)")
                #expect(fault["firstDivergenceRight"] as? Bool == true, "\(fault)")
                let free = try #require(result["faultFree"] as? [String: Any])
                #expect(free["runs"] as? Int == 1 && (free["bound"] as? Double ?? 0) > 0.9, "\(free)")
                for file in ["proof.json", "proof.txt", "proof.md", "proof.html"] {
                    #expect(Files.exists("\(stubs.folder)/proof/\(file)"))
                }
                // The fault's run is an ordinary one.
                let told = try await runKumite(
                    ["report", "proof/faults/answers.pid-zero", "--json"], in: stubs.folder)
                #expect(try told.json()["verdict"] as? String == "regression" || told.code == 0)
                ran.leftNothing()
            }
        }

        @Test("a budget that ends early says what was not tried, and nothing of it is green")
        func budget() async throws {
            try await withStubs { stubs in
                let ran = try await prove(stubs, ["--budget", "1ms", "--parts", "faults"])
                #expect(ran.code == 2, "\(ran.stdout)\(ran.stderr)")
                let all = try faults(try ran.json())
                #expect(!all.isEmpty && all.allSatisfy { $0["caught"] is NSNull })
                #expect(all.contains { $0["why"] as? String == "the budget ended before it" })
                ran.leftNothing()
            }
        }

        @Test("a budget that ends in a fault's run ends the run, tears down, and says so")
        func budgetInARun() async throws {
            try await withStubs { stubs in
                let began = Stamp.now
                let ran = try await runKumite(
                    [
                        "prove", "--contender", stubs.contender("ok"), "--cgroups", "host", "--seed", "7", "--rounds",
                        "100", "--out", "proof", "--json", "--faults", "answers/pid-zero", "--parts", "faults",
                        "--budget", "8s",
                    ], in: stubs.folder)
                #expect(ran.code == 2, "\(ran.stdout)\(ran.stderr)")
                let fault = try #require(try faults(try ran.json()).first)
                #expect(fault["why"] as? String == "the budget ended in it", "\(fault)")
                #expect(Stamp.now.nanoseconds(since: began) < 60_000_000_000)
                ran.leftNothing()
            }
        }

        @Test("a proof goes on where its budget ended, tries nothing twice, and adds other parts")
        func resumed() async throws {
            try await withStubs { stubs in
                let options = ["--faults", "answers/pid-*", "--parts", "faults"]
                let first = try await prove(stubs, options + ["--budget", "1ms"])
                #expect(first.code == 2, "\(first.stdout)\(first.stderr)")
                let before = try faults(try first.json())
                #expect(before.count > 1 && before.allSatisfy { $0["caught"] is NSNull })

                let second = try await runKumite(["prove", "--resume", "proof", "--json"], in: stubs.folder)
                let result = try second.json()
                let after = try faults(result)
                #expect(after.map { $0["name"] as? String } == before.map { $0["name"] as? String })
                #expect(after.contains { $0["caught"] as? Bool == true }, "\(second.stdout)\(second.stderr)")
                #expect(result["seed"] as? String == "7" && (result["library"] as? String)?.count == 64)
                #expect((result["faultFree"] as? [String: Any])?["runs"] as? Int == 0)

                let third = try await runKumite(
                    ["prove", "--resume", "proof", "--json", "--parts", "faults,fault-free"], in: stubs.folder)
                let last = try third.json()
                #expect(NSArray(array: try faults(last)) == NSArray(array: after))
                #expect((last["faultFree"] as? [String: Any])?["runs"] as? Int == after.count, "\(third.stderr)")
                third.leftNothing()
            }
        }

        @Test("a proof can't go on with another contender's words, nor where there is none")
        func notResumed() async throws {
            try await withStubs { stubs in
                for (arguments, why) in [
                    (["--resume", "nothing"], "can't be read"),
                    (["--resume", "x", "--faults", "a"], "leave --faults out"),
                ] {
                    let ran = try await runKumite(["prove"] + arguments, in: stubs.folder)
                    #expect(ran.code == 64 && ran.stderr.contains(why), "\(ran.stderr)")
                }
                let ran = try await prove(stubs, ["--parts", "faults", "--budget", "1ms"])
                #expect(ran.code == 2)
                let path = "\(stubs.folder)/proof/progress.json"
                let text = String(decoding: try Files.read(path, limit: 1 << 24).bytes, as: UTF8.self)
                let library = try #require(try ran.json()["library"] as? String)
                try Files.write(path, Array(text.replacingOccurrences(of: library, with: "0").utf8))
                let other = try await runKumite(["prove", "--resume", "proof"], in: stubs.folder)
                #expect(other.code == 64 && other.stderr.contains("the library's digest was 0"), "\(other.stderr)")
            }
        }

        @Test("a folder that is there is refused before anything is run")
        func existing() async throws {
            try await withStubs { stubs in
                try Files.makeDirectory("\(stubs.folder)/proof", mode: 0o755)
                let ran = try await prove(stubs, ["--parts", "faults"])
                #expect(ran.code == 64 && ran.stdout.contains("it is there already"), "\(ran.stdout)\(ran.stderr)")
            }
        }

        /// What only the nightly looks for: an out-of-memory kill, whose order of events varies; what adds up over forty execs; and
        /// what Debian's shim does not keep itself, so that it would be settled anew in every run.
        private static let nightly: Set<String> = [
            "events/oom-lost", "leaks/descriptor-per-exec", "leaks/memory-per-call", "cli/start-refuses-stale-socket",
        ]

        /// A limit that is ignored would pass the gate for pull requests, and did.
        @Test("every fault of behaviour but a named few is shown by a scenario of tier pr")
        func forPullRequests() async throws {
            try await withFolder { folder in
                func list(_ arguments: [String]) async throws -> [[String: Any]] {
                    let listed = try await runKumite(arguments, in: folder)
                    return try #require(
                        try JSONSerialization.jsonObject(with: Data(listed.stdout.utf8)) as? [[String: Any]])
                }
                let ids = try await list(["list", "scenarios", "--json"]).filter { $0["tier"] as? String == "pr" }
                    .compactMap { $0["id"] as? String }
                var missed: Set<String> = []
                for fault in try await list(["prove", "--list", "--json"]) where fault["family"] as? String != "time" {
                    let globs = try #require(fault["scenarios"] as? [String]).map(Glob.init)
                    if !ids.contains(where: { id in globs.contains { $0.matches(scenario: id) } }) {
                        missed.insert("\(fault["name"] ?? "")")
                    }
                }
                #expect(missed == Self.nightly)
            }
        }

        /// A pattern that no facet can have would make its fault a missed one whatever the judge says.
        @Test("every fault that is listed can be caught at a facet or measure of the catalogue")
        func catalogue() async throws {
            try await withFolder { folder in
                let listed = try await runKumite(["prove", "--list", "--json"], in: folder)
                let all = try #require(
                    try JSONSerialization.jsonObject(with: Data(listed.stdout.utf8)) as? [[String: Any]])
                let known = Catalogue.shim.entries.map(\.pattern)
                for fault in all {
                    let expects = try #require(fault["expects"] as? [String: Any])
                    for text in try #require(expects["facets"] as? [String]) {
                        let pattern = try FacetPattern(parsing: text)
                        let overlaps = known.contains { $0.meets(pattern) }
                        #expect(overlaps, "\(fault["name"] ?? ""): \(text)")
                    }
                }
            }
        }
    }
}

extension FacetPattern {
    /// Whether some path is among those of both.
    fileprivate func meets(_ other: FacetPattern) -> Bool { Self.meet(parts[...], other.parts[...]) }

    private static func meet(_ a: ArraySlice<Part>, _ b: ArraySlice<Part>) -> Bool {
        guard let first = a.first, let second = b.first else { return (a + b).allSatisfy { $0 == .anyDepth } }
        switch (first, second) {
        case (.anyDepth, _): return meet(a.dropFirst(), b) || meet(a, b.dropFirst())
        case (_, .anyDepth): return meet(a, b.dropFirst()) || meet(a.dropFirst(), b)
        case (.component(let one), .component(let other)):
            return meet(one.joined(separator: "*")[...], other.joined(separator: "*")[...])
                && meet(a.dropFirst(), b.dropFirst())
        }
    }

    /// The same of two names with stars.
    private static func meet(_ a: Substring, _ b: Substring) -> Bool {
        guard let first = a.first, let second = b.first else { return (a + b).allSatisfy { $0 == "*" } }
        if first == "*" { return meet(a.dropFirst(), b) || meet(a, b.dropFirst()) }
        if second == "*" { return meet(a, b.dropFirst()) || meet(a.dropFirst(), b) }
        return first == second && meet(a.dropFirst(), b.dropFirst())
    }
}
