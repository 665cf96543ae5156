import Archives
import Coverage
import Documents
import Facets
import Foundation
import Judgement
import Matrices
import Policies
import Recordings
import Scenarios
import Testing

@testable import Runs

@Suite("Two archives")
struct ComparingTests {
    /// A folder that goes with the test.
    private final class Scratch {
        let path = NSTemporaryDirectory() + "kumite-compare-\(UUID().uuidString)"

        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    struct Made {
        var trials = 8
        var exit: Int64 = 0
        var kernel = "6.1"
        var derive = Derive.version
        var driver = "shim"
        var view = View.host
        var scenarios = ["a/b"]
        var title = "t"
        var name = "x"
        /// Whether the candidate counts; which functions of the build's each scenario then reaches.
        var reaches: [String: [Int]]?
        /// What the digests of the first trial say was lost; and how many trials at the end have none.
        var lost: [String] = []
        var undigested = 0
        /// Scenarios that make a process of a role crash, and scenarios that hang.
        var crashes: [String: String] = [:]
        var hung: Set<String> = []
        var policy = Policy.standard
        var roles = ["candidate"]
        /// How long the candidate takes to be ready; the baseline takes 5 ns.
        var ready = 5.0
    }

    /// What the counting candidate is built of: two functions of one critical path.
    private static let build = CoveredBuild(
        functions: ["New", "Stop"].enumerated().map { place, name in
            CoveredBuild.Function(file: "x/shim.go", line: place + 1, symbol: CodeSymbol(name: name))
        }, paths: [CoveredBuild.Path(id: "shim-delete", functions: [0, 1])], instrumented: 2)

    /// A policy that demands all of the path.
    private static var demanding: Policy {
        var policy = Policy.standard
        policy.requires.append("coverage")
        policy.terms.reach = ["shim-delete": 1]
        policy.owners = Owners(byComponent: ["cleanup": "@cleaners"])
        policy.library.criticalPaths = [
            CriticalPath(id: "shim-delete", title: "Delete", component: "cleanup", because: "b")
        ]
        policy.library.covering = ["shim-delete": ["a/b", "a/gone"]]
        return policy
    }

    private static func cell(_ made: Made) -> Cell {
        let baseline = Contender(name: "old", family: "runc", shim: "/usr/bin/old")
        var candidate = Contender(name: made.name, family: "runc", shim: "/usr/bin/new")
        if made.reaches != nil { candidate.coverage = .go }
        return Cell(
            name: "old~new", baseline: baseline, candidate: candidate, view: made.view, driver: made.driver,
            speaks: "1.6")
    }

    private static func scenario(_ id: String, _ title: String, crashing role: String? = nil) -> Scenario {
        let crash = role.map { Step(action: .crash(role: $0, .kill), name: ["crash"]) }
        return Scenario(
            id: id, title: title, because: "b", origin: ["o"], covers: ["c"], timed: true,
            containers: [ContainerSpec(name: "main", process: ProcessSpec(arguments: ["probe"]))],
            steps: [Step(action: .wait(Subject(container: "main")), name: ["wait"])] + [crash].compactMap(\.self))
    }

    /// A run whose candidate shows one exit status in every trial.
    private func make(_ made: Made, at path: String) throws -> RunReader {
        let cell = Self.cell(made)
        let header = RunHeader(
            kumite: "0", derive: made.derive, seed: 1, nonce: "k", startedAtWallNanoseconds: 1, asOf: "2026-11-23",
            arguments: ["run"],
            cells: [ArchivedCell(name: cell.name, definition: try JSONValue(encoding: cell), identities: [:])],
            host: ArchivedHost(
                kernel: made.kernel, architecture: "x86_64", cpus: 2, memoryBytes: 1, cgroups: "hybrid"),
            policy: try JSONValue(encoding: made.policy))
        let folder = try RunFolder.create(at: path, header: header)
        let planned = made.scenarios.flatMap { id in
            (0..<made.trials).flatMap { round in made.roles.map { (id, round, $0) } }
        }.enumerated().map { place, trial in
            PlannedTrial(
                number: place + 1, cell: cell.name, role: trial.2, scenario: trial.0, round: trial.1, isTimed: true)
        }
        try folder.appendPlan(
            scenarios: made.scenarios.map {
                PlannedScenario(Self.scenario($0, made.title, crashing: made.crashes[$0]))
            }, trials: planned)
        for trial in planned {
            try folder.beginTrial(trial.number, atWallNanoseconds: 1)
            try folder.endTrial(
                trial.number, outcome: made.hung.contains(trial.scenario) ? .hung : .recorded,
                derived: Derived(
                    facets: FacetSet([
                        FacetPath("main", "wait", "error"): .absent,
                        FacetPath("main", "wait", "exit"): .seen(.integer(made.exit)),
                    ]),
                    measures: [
                        Measure(
                            name: "pod-ready", value: trial.role == "candidate" ? made.ready : 5, unit: .nanoseconds)
                    ], evidence: []),
                atWallNanoseconds: 2)
            if let reached = made.reaches?[trial.scenario], trial.number <= planned.count - made.undigested {
                let digest = CoverageDigest(
                    reached: Reached(functions: reached, permille: reached.map { _ in 1000 }),
                    lost: trial.number == 1 ? made.lost : [])
                try folder.appendCoverage(of: trial.number, digest, build: Self.build)
            }
        }
        folder.close()
        return try RunReader(at: path)
    }

    private func judged(_ a: Made, _ b: Made) throws -> Judged {
        let scratch = try Scratch()
        let input = try Comparing().input(make(a, at: scratch.path + "/a"), make(b, at: scratch.path + "/b"))
        return Judging.judged(input)
    }

    @Test("a difference is decided by eight trials a side, and by three it is not; nothing is asked for")
    func decided() throws {
        let eight = try judged(Made(), Made(exit: 3))
        #expect(eight.findings.map(\.class) == [.divergence] && eight.exit == 1)
        #expect(eight.findings.first?.facet == "main/wait/exit" && eight.requests.isEmpty)
        let three = try judged(Made(trials: 3), Made(trials: 3, exit: 3))
        #expect(three.findings.map(\.class) == [.intermittent] && three.exit == 2 && three.requests.isEmpty)
        let same = try judged(Made(), Made())
        #expect(same.findings.isEmpty && same.exit == 0)
        #expect(same.timings.isEmpty)
    }

    @Test("contenders of one name are told apart")
    func names() throws {
        #expect(try judged(Made(), Made()).cells.map(\.cell) == ["x-first~x-second/shim/host/1.6"])
        #expect(try judged(Made(), Made(name: "y")).cells.map(\.cell) == ["x~y/shim/host/1.6"])
    }

    @Test("what differs beside the contenders is listed")
    func labels() throws {
        let b = Made(kernel: "5.10", view: .legacy, scenarios: ["a/b", "a/c"])
        let notes = try judged(Made(scenarios: ["a/b", "a/d"]), b).notCompared
        for text in [
            "host's kernel: 6.1 in the first, 5.10 in the second", "cgroup layout that trials saw: host",
            "1 scenarios only in the first: a/d", "1 scenarios only in the second: a/c", "times and amounts",
        ] { #expect(notes.contains { $0.contains(text) }, "\(text): \(notes)") }
    }

    @Test(
        "a scenario that the second run is without is named where a critical path is no longer reached, and that blocks"
    )
    func removed() throws {
        let scratch = try Scratch()
        let old = try make(
            Made(scenarios: ["a/b", "a/gone"], reaches: ["a/b": [0], "a/gone": [0, 1]], policy: Self.demanding),
            at: scratch.path + "/old")
        let new = try make(Made(reaches: ["a/b": [0]], policy: Self.demanding), at: scratch.path + "/new")
        #expect(Judging.judged(try Judging.input(old)).verdicts[.coverage] == .pass)
        // Alone, by what the library says of it.
        let alone = Judging.judged(try Judging.input(new))
        #expect(alone.exit == 1 && alone.verdicts[.coverage] == .regression)
        let finding = try #require(alone.findings.first { $0.facet == "run/coverage/shim-delete" })
        #expect(finding.blocks && finding.owner == "@cleaners" && finding.scenarios == ["a/gone"])
        #expect(finding.evidence.first == "not reached: shim.go:Stop")
        // Against the first run, by what was seen there.
        let (input, coverage) = try Comparing().compared(old, new)
        #expect(coverage.first?.changes.map(\.missing) == [["a/gone"]])
        let judged = Judging.judged(input)
        #expect(judged.exit == 1)
        let seen = try #require(judged.findings.first { $0.facet == "run/coverage/shim-delete" })
        #expect(seen.evidence.contains("by scenarios that the second did not run: a/gone"))
        #expect(seen.baseline == "2 of 2 functions reached" && seen.candidate == "1 of 2 functions reached")
        // The other way round nothing is missing.
        let back = try Comparing().compared(new, old)
        #expect(back.coverage.first?.changes.map { $0.gained.map(\.text) } == [["shim.go:Stop"]])
        #expect(Judging.judged(back.input).verdicts[.coverage] == .pass)
    }

    @Test(
        "what only trials reach that hang, or in which something is made to crash, is told; only a crashed shim may lose counters",
        arguments: [
            (Made(hung: ["a/odd"]), true, false), (Made(crashes: ["a/odd": "runtime"]), true, false),
            (Made(crashes: ["a/odd": "shim"]), true, false), (Made(), false, false),
            (Made(lost: ["killed"], crashes: ["a/odd": "shim"]), true, false),
            (Made(lost: ["killed"], crashes: ["a/odd": "runtime"]), true, true),
            (Made(lost: ["killed"], hung: ["a/odd"]), true, true), (Made(lost: ["killed"]), false, true),
        ] as [(Made, Bool, Bool)])
    func gravely(made: Made, isGrave: Bool, isOpen: Bool) throws {
        let scratch = try Scratch()
        var made = made
        (made.scenarios, made.reaches, made.policy) = (["a/odd", "a/b"], ["a/odd": [0], "a/b": []], Self.demanding)
        let cell = try #require(try Covering.cells(of: make(made, at: scratch.path + "/run")).first)
        #expect(cell.table.rows.map(\.onlyGravely) == [isGrave])
        #expect(cell.candidate?.isKnown == !isOpen)
    }

    @Test(
        "where a trial lost its counters, or its digest, the gate neither passes nor blocks on what they may have shown"
    )
    func open() throws {
        let scratch = try Scratch()
        let reach: [String: [Int]] = ["a/b": [0]]
        for (name, made) in [
            ("lost", Made(reaches: reach, lost: ["counters of the daemon"], policy: Self.demanding)),
            ("undigested", Made(reaches: reach, undigested: 1, policy: Self.demanding)),
        ] {
            let run = try make(made, at: "\(scratch.path)/\(name)")
            let judged = Judging.judged(try Judging.input(run))
            #expect(judged.exit == 2 && judged.verdicts[.coverage] == .inconclusive, "\(name)")
            #expect(!judged.findings.contains { $0.facet == "run/coverage/shim-delete" })
            let cell = try #require(try Covering.cells(of: run).first)
            #expect(cell.candidate?.lostTrials == 1 && cell.candidate?.unknownFunctions == 1, "\(name)")
        }
        // What is known to be reached passes all the same.
        let enough = try make(
            Made(reaches: ["a/b": [0, 1]], lost: ["counters of the daemon"], policy: Self.demanding),
            at: scratch.path + "/enough")
        #expect(Judging.judged(try Judging.input(enough)).verdicts[.coverage] == .pass)
    }

    @Test("times of a contender that counts what it runs are shown, and never judged, whatever a policy demands")
    func times() throws {
        let scratch = try Scratch()
        var policy = Policy.standard
        policy.requires = ["behaviour", "timing"]
        policy.gates = ["pod-ready"]
        func judged(_ reaches: [String: [Int]]?, _ name: String) throws -> Judged {
            let made = Made(
                trials: 40, reaches: reaches, policy: policy, roles: ["baseline", "candidate"], ready: 50)
            return Judging.judged(try Judging.input(make(made, at: "\(scratch.path)/\(name)")))
        }
        let plain = try judged(nil, "plain")
        #expect(plain.timings.contains { $0.gating })
        let counting = try judged(["a/b": [0]], "counting")
        #expect(!counting.timings.isEmpty && counting.timings.allSatisfy { !$0.gating && $0.ratio == 10 })
        #expect(counting.findings.isEmpty && counting.requests.isEmpty)
        // It is ten times as slow, and yet nothing is said of it; nor is that a pass.
        #expect(counting.verdicts[.timing] == .inconclusive && counting.exit == 2)
        #expect(counting.notCompared.contains { $0 == "timing is not judged: x counts what it runs" })
    }

    @Test("what cannot be compared at all is refused")
    func refused() throws {
        let cases: [(Made, Made, String)] = [
            (Made(), Made(derive: 1), "derived by versions"), (Made(), Made(driver: "cri"), "no cell of one"),
            (Made(), Made(scenarios: ["a/c"]), "no scenario with the same text"),
            (Made(), Made(title: "other"), "no scenario with the same text"),
        ]
        for (a, b, why) in cases {
            let error = #expect(throws: RunError.self) { try judged(a, b) }
            #expect(error?.why.contains(why) == true && error?.isUsersMistake == true, "\(String(describing: error))")
        }
    }
}
