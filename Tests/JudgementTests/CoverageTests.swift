import Coverage
import Facets
import Policies
import Testing

@testable import Judgement

@Suite("The aspect coverage")
struct CoverageAspectTests {
    /// A run that passes, with a table of two critical paths.
    private func stage(
        _ start: (Int, Int), _ exec: (Int, Int), reach: [String: Double]? = ["any": 0.5], requires: Bool = true
    ) -> Stage {
        var stage = Stage()
        for name in ["a/one", "a/two"] { stage.add(name, rounds: 3) }
        stage.policy.terms.reach = reach
        if requires { stage.policy.requires.append("coverage") }
        stage.policy.library.criticalPaths = ["shim-start", "exec"].map {
            CriticalPath(id: $0, title: "t", component: "task-api", because: "b")
        }
        return stage
    }

    private func judged(
        _ stage: Stage, _ start: (Int, Int), _ exec: (Int, Int), lost: Int = 0, crashed: Int = 0,
        missing: [String] = [], broad: [String] = [], change: (inout JudgedCoverage) -> Void = { _ in }
    ) -> Judged {
        func side(_ trials: [CoveredTrial]) -> CoverageSide {
            func path(_ id: String, _ count: Int, from: Int) -> CoveredBuild.Path {
                CoveredBuild.Path(
                    id: id, functions: Array(from..<(from + count)), missing: id == "exec" ? missing : [],
                    broad: id == "exec" ? broad : [])
            }
            let build = CoveredBuild(
                functions: (0..<(start.1 + exec.1)).map {
                    CoveredBuild.Function(file: "x/a.go", line: 1, symbol: CodeSymbol(name: "f\($0)"))
                }, paths: [path("shim-start", start.1, from: 0), path("exec", exec.1, from: start.1)], instrumented: 99)
            let reached = Array(0..<start.0) + (0..<exec.0).map { $0 + start.1 }
            let whole = CoveredTrial(
                number: 1, role: "candidate", scenario: "a/one",
                digest: CoverageDigest(
                    build: "b", reached: Reached(functions: reached, permille: reached.map { _ in 100 })))
            return CoverageSide([whole] + trials, builds: ["b": build])
        }
        let losing = (0..<(lost + crashed)).map { number in
            CoveredTrial(
                number: number + 2, role: "candidate", scenario: number < lost ? "a/two" : "a/crash",
                isGrave: number >= lost, isShimMadeToCrash: number >= lost,
                digest: CoverageDigest(build: "b", lost: ["counters of the daemon of main: it was killed by signal 9"]))
        }
        let (baseline, candidate) = (side([]), side(losing))
        var input = stage.input
        var coverage = JudgedCoverage(
            table: CoverageTable(
                [(id: "shim-start", title: "S"), (id: "exec", title: "E")], baseline: baseline, candidate: candidate),
            baselineLost: 0, candidateLost: lost + crashed)
        change(&coverage)
        input.coverage = [stage.cell.name: coverage]
        return judge(input, catalogue: .small, unmet: demands)
    }

    @Test(
        "a critical path below its required reach is a regression of the aspect, and blocks where it is required",
        arguments: [(2, Verdict.pass, Int32(0)), (1, .pass, 0), (0, .regression, 1)])
    func below(exec: Int, verdict: Verdict, exit: Int32) throws {
        let stage = stage((1, 1), (exec, 2))
        let judged = judged(stage, (1, 1), (exec, 2))
        #expect(judged.verdicts[.coverage] == verdict)
        #expect(judged.exit == exit)
        #expect(judged.verdicts[.behaviour] == .pass)
        guard verdict == .regression else { return #expect(judged.findings.isEmpty) }
        let finding = try #require(judged.findings.first)
        #expect(finding.facet == "run/coverage/exec" && finding.blocks && finding.component == "task-api")
        #expect(finding.candidate == "0 of 2 functions reached")
        #expect(finding.rule.contains("demands that 50 % of exec is reached"))
    }

    @Test("where coverage is not required it is shown and never decides")
    func shown() {
        let judged = judged(stage((1, 1), (0, 2), requires: false), (1, 1), (0, 2))
        #expect(judged.verdicts[.coverage] == .regression)
        #expect(judged.exit == 0)
        #expect(judged.findings.allSatisfy { !$0.blocks })
        let silent = self.judged(stage((1, 1), (0, 2), reach: nil, requires: false), (1, 1), (0, 2))
        #expect(silent.verdicts[.coverage] == .notJudged)
        #expect(
            silent.notCompared.contains { $0.contains("no scenario runs on either side") && $0.hasSuffix(": exec") })
    }

    @Test("lost counters are no zero: what is below may be reached all the same, so it is undecided")
    func lost() {
        let judged = judged(stage((1, 1), (0, 2)), (1, 1), (0, 2), lost: 3)
        #expect(judged.verdicts[.coverage] == .inconclusive)
        #expect(judged.exit == 2)
        #expect(judged.notCompared.contains { $0.contains("3 trials of b in a~b lost counters") })
        #expect(judged.findings.isEmpty)
        #expect(judged.notCompared.contains { $0.contains("lost counters leave open") && $0.hasSuffix(": exec") })
        #expect(!judged.notCompared.contains { $0.contains("whose code no scenario runs") })
        #expect(
            judged.notCompared.contains {
                $0.contains("0 of 2 functions were seen, 50 % are demanded, and 3 trials lost counters")
            })
    }

    @Test(
        "what was reached is reached, whatever else was lost: nothing is undecided by counters that could only add to it"
    )
    func enough() {
        for (lost, crashed) in [(0, 0), (3, 0), (0, 3), (2, 2)] {
            let judged = judged(stage((1, 1), (1, 2)), (1, 1), (1, 2), lost: lost, crashed: crashed)
            #expect(judged.verdicts[.coverage] == .pass && judged.exit == 0, "\(lost) \(crashed)")
        }
    }

    @Test(
        "where a shim is made to crash counters are always lost: a path that only that might reach is below its reach")
    func crashed() {
        let stage = stage((1, 1), (0, 2))
        #expect(judged(stage, (1, 1), (0, 2), lost: 0, crashed: 2).verdicts[.coverage] == .regression)
        #expect(judged(stage, (1, 1), (0, 2), lost: 1, crashed: 2).verdicts[.coverage] == .inconclusive)
    }

    @Test("the finding names what is not reached, the scenario that was not run, and the command that runs it")
    func removed() throws {
        var stage = stage((1, 1), (0, 2))
        stage.policy.library.covering = ["exec": ["exec/output", "a/one"], "shim-start": ["a/two"]]
        let finding = try #require(
            judged(stage, (1, 1), (0, 2)) { coverage in
                coverage.ran = ["a/one"]
                coverage.unreached = ["exec": ["a.go:f1", "a.go:f2"]]
            }.findings.first)
        #expect(finding.scenarios == ["exec/output"] && finding.owner == "team-task")
        #expect(
            finding.evidence == [
                "not reached: a.go:f1, a.go:f2",
                "scenarios of the library that cover it and were not run: exec/output",
            ])
        #expect(finding.rerun == "kumite run --matrix local --scenarios exec/output")
        #expect(finding.question.contains("Not run: exec/output."))
    }

    @Test("of two runs it names what reached it in the first, whatever the library says")
    func compared() throws {
        var stage = stage((1, 1), (0, 2))
        stage.policy.library.covering = ["exec": ["exec/output"]]
        let finding = try #require(
            judged(stage, (1, 1), (0, 2)) { coverage in
                coverage.changes = [
                    CoverageChange(
                        path: "exec",
                        lost: [CoveredBuild.Function(file: "x/a.go", line: 1, symbol: CodeSymbol(name: "f1"))],
                        gained: [], missing: ["faults/odd"], changed: ["a/one"], isUncertain: false)
                ]
            }.findings.first)
        #expect(finding.scenarios == ["faults/odd"])
        #expect(finding.evidence.contains("reached in the first run: a.go:f1"))
        #expect(finding.evidence.contains("by scenarios that the second did not run: faults/odd"))
        #expect(finding.evidence.contains("by scenarios that do not reach it any more: a/one"))
        #expect(finding.rerun.hasSuffix("--scenarios faults/odd"))
    }

    @Test(
        "places that are not in the build count as not reached where that decides, and a place that means half of it says nothing",
        arguments: [
            (2, 0.5, 1, [], Verdict.pass), (2, 1, 1, [], .inconclusive), (1, 0.5, 1, [], .inconclusive),
            (2, 0.5, 9, [], .inconclusive), (0, 0.5, 9, [], .regression), (2, 0.5, 0, ["x/*.go"], .inconclusive),
            (0, 0.5, 0, ["x/*.go"], .inconclusive),
        ] as [(Int, Double, Int, [String], Verdict)])
    func shaky(reached: Int, demand: Double, missing: Int, broad: [String], verdict: Verdict) {
        let judged = judged(
            stage((1, 1), (reached, 2), reach: ["exec": demand]), (1, 1), (reached, 2),
            missing: (0..<missing).map { "x/b.go:g\($0)" }, broad: broad)
        #expect(judged.verdicts[.coverage] == verdict)
        guard verdict == .inconclusive else { return }
        let why = broad.isEmpty ? "only without \(missing) of its places" : "matches more than half of a side's build"
        #expect(judged.notCompared.contains { $0.contains(why) && $0.contains("exec") }, "\(judged.notCompared)")
    }

    @Test("nothing counted is never a pass, nor is a path that the list does not know in this code, nor a stale one")
    func unknown() {
        #expect(stage((1, 1), (1, 1)).judged().verdicts[.coverage] == .inconclusive)
        let unlisted = judged(stage((1, 1), (1, 1), reach: ["any": 0.5, "network": 1]), (1, 1), (1, 1))
        #expect(unlisted.verdicts[.coverage] == .inconclusive)
        let stale = judged(stage((1, 1), (0, 0)), (1, 1), (0, 0), missing: ["x/b.go:g"])
        #expect(stale.verdicts[.coverage] == .inconclusive)
        let finding = stale.findings.first { $0.class == .staleLedger }
        #expect(finding?.evidence == ["exec: x/b.go:g"])
        #expect(finding?.blocks == false)
    }
}
