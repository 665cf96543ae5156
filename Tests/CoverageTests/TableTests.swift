import Statistics
import Testing

@testable import Coverage

/// A build in which each path lists functions of a file of its own; names are `f0`, `f1` ….
func build(_ paths: [(id: String, functions: Int)], missing: [String: [String]] = [:]) -> CoveredBuild {
    var functions: [CoveredBuild.Function] = []
    var listed: [CoveredBuild.Path] = []
    for path in paths {
        let numbers = functions.count..<(functions.count + path.functions)
        functions += (0..<path.functions).map {
            CoveredBuild.Function(file: "x/\(path.id).go", line: $0 + 1, symbol: CodeSymbol(name: "f\($0)"))
        }
        listed.append(CoveredBuild.Path(id: path.id, functions: Array(numbers), missing: missing[path.id] ?? []))
    }
    return CoveredBuild(functions: functions, paths: listed, instrumented: functions.count)
}

func trial(
    _ number: Int, _ scenario: String, _ reached: [Int], lost: [String] = [], grave: Bool = false,
    crash: Bool = false, problems: [String] = [], nanoseconds: UInt64 = 1, build: String? = "b"
) -> CoveredTrial {
    CoveredTrial(
        number: number, role: "baseline", scenario: scenario, isGrave: grave || crash, isShimMadeToCrash: crash,
        elapsedNanoseconds: nanoseconds,
        digest: CoverageDigest(
            build: build, reached: Reached(functions: reached, permille: reached.map { _ in 500 }), lost: lost,
            problems: problems))
}

@Suite("Tables of coverage")
struct TableTests {
    private let paths = [
        ("start", "Start"), ("delete", "Delete"), ("exec", "Exec"), ("gone", "Gone"), ("none", "None"),
    ]
    .map { (id: $0.0, title: $0.1) }
    private let sparse = build(
        [("start", 2), ("delete", 2), ("exec", 1), ("gone", 0)], missing: ["gone": ["x/gone.go:f9"]])

    private func side(_ trials: [CoveredTrial]) -> CoverageSide { CoverageSide(trials, builds: ["b": sparse]) }

    @Test("rows tell functions reached of functions listed, and how the sides stand to them")
    func rows() {
        let a = side([trial(1, "s/one", [0, 1]), trial(2, "s/two", [2], grave: true)])
        let b = side([trial(3, "s/one", [0]), trial(4, "s/two", [])])
        let table = CoverageTable(paths, baseline: a, candidate: b)
        #expect(table.rows.map(\.path) == ["start", "delete", "exec", "gone"])
        #expect(table.rows.map(\.state) == [.both, .baselineOnly, .neither, .stale])
        #expect(table.rows.map { $0.baseline?.reached } == [2, 1, 0, 0])
        #expect(table.rows.map { $0.candidate?.functions } == [2, 2, 1, 0])
        #expect(table.rows.map(\.onlyGravely) == [false, true, false, false])
        #expect(table.rows[0].baseline?.permille == 500)
        #expect(table.rows[0].scenarios == ["s/one"])
        #expect(table.rows[3].baseline?.missing == ["x/gone.go:f9"])
        #expect(table.gaps == [CoverageGap(path: "delete", side: "candidate", scenarios: ["s/two"])])
    }

    @Test("lost counters are no zero: they make no gap, and are told")
    func lost() {
        let a = side([trial(1, "s/one", [0])])
        let b = side([trial(2, "s/one", [], lost: ["the daemon's: killed by signal 9"])])
        let table = CoverageTable(paths, baseline: a, candidate: b)
        #expect(table.rows.map(\.state) == [.unknown, .unknown, .unknown, .stale])
        #expect(table.rows[0].candidate?.isRun == nil && table.rows[0].candidate?.lost == 1)
        #expect(table.gaps == [])
        #expect(b.losses == ["the daemon's: killed by signal 9": 1])
        #expect(b.scenarios["s/one"]?.isKnown == false)
        // The same with counters that could not be read at all.
        let c = side([trial(2, "s/one", [], build: nil)])
        #expect(CoverageTable(paths, baseline: a, candidate: c).gaps == [])
    }

    @Test("a side that is not instrumented has no cell and makes no gap, and nothing is said of it")
    func oneSided() {
        let table = CoverageTable(paths, baseline: side([trial(1, "s/one", [0])]), candidate: nil)
        #expect(table.rows.allSatisfy { $0.candidate == nil })
        #expect(table.rows.map(\.state) == [.unknown, .unknown, .unknown, .stale])
        #expect(table.rows.map(\.isReachedByNone) == [false, true, true, false])
        #expect(table.rows.allSatisfy { !$0.isOpen })
        #expect(table.gaps == [])
    }

    /// One side's trials, and what is then known of its running `start`.
    enum Telling: CaseIterable {
        case runs, runsThoughLost, not, lost, unreadable, crashed, lostInCrash, hungAndLost, uncounted

        var trials: [CoveredTrial]? {
            switch self {
            case .runs: [trial(1, "s/one", [0])]
            case .runsThoughLost: [trial(1, "s/one", [0], lost: ["killed"])]
            case .not: [trial(1, "s/one", [])]
            case .lost: [trial(1, "s/one", []), trial(2, "s/two", [], lost: ["killed"])]
            case .unreadable: [trial(1, "s/one", []), trial(2, "s/one", [], build: nil)]
            case .crashed: [trial(1, "s/one", []), trial(2, "s/two", [], lost: ["killed"], crash: true)]
            case .lostInCrash: [trial(1, "s/one", []), trial(2, "s/two", [], crash: true, problems: ["torn"])]
            case .hungAndLost: [trial(1, "s/one", []), trial(2, "s/two", [], lost: ["killed"], grave: true)]
            case .uncounted: nil
            }
        }

        var isRun: Bool? {
            switch self {
            case .runs, .runsThoughLost: true
            case .not, .crashed: false
            case .lost, .unreadable, .lostInCrash, .hungAndLost, .uncounted: nil
            }
        }
    }

    @Test("a state says no more than both sides' counters do", arguments: Telling.allCases, Telling.allCases)
    func states(_ a: Telling, _ b: Telling) throws {
        guard a != .uncounted || b != .uncounted else { return }
        let table = CoverageTable(paths, baseline: a.trials.map(side), candidate: b.trials.map(side))
        let row = table.rows[0]
        let expected: CoverageTable.State =
            switch (a.isRun, b.isRun) {
            case (true?, true?): .both
            case (true?, false?): .baselineOnly
            case (false?, true?): .candidateOnly
            case (false?, false?): .neither
            default: .unknown
            }
        #expect(row.state == expected)
        #expect(row.baseline?.isRun == a.isRun && row.candidate?.isRun == b.isRun)
        let counted = [a, b].filter { $0 != .uncounted }
        #expect(row.isReachedByNone == counted.allSatisfy { $0.isRun == false })
        #expect(row.isOpen == counted.contains { $0.isRun == nil })
        // What is a gap is known of that scenario, whatever others lost.
        for gap in table.gaps {
            let side = gap.side == "candidate" ? b.trials.map(side) : a.trials.map(side)
            #expect(gap.scenarios.allSatisfy { side?.scenarios[$0]?.isKnown == true })
        }
    }

    @Test("that only hung or crashed trials reach a path is said where no other trial lost counters")
    func graveOnly() {
        let hung = trial(1, "s/hangs", [0], lost: ["killed"], grave: true)
        for (other, isCertain) in [
            (trial(2, "s/calm", []), true), (trial(2, "s/calm", [], lost: ["killed"]), false),
            (trial(2, "s/also", [], lost: ["killed"], grave: true), true),
            (trial(2, "s/crash", [], lost: ["killed"], crash: true), true),
        ] {
            let row = CoverageTable(paths, baseline: side([hung, other]), candidate: nil).rows[0]
            #expect(row.onlyGravely == isCertain && row.seenOnlyGravely == !isCertain, "\(other.scenario)")
        }
    }

    @Test("digests that are not that build's are not believed")
    func misfits() {
        for reached in [[9], [-1], [1, 1], [1, 0]] {
            let side = side([trial(1, "s/one", reached)])
            #expect(side.functions.allSatisfy { !$0.isReached })
            #expect(side.scenarios["s/one"]?.isKnown == false)
        }
        #expect(!CoverageDigest(build: "b", reached: Reached(functions: [0], permille: [])).fits(sparse))
        #expect(sparse.isSound)
        var broken = sparse
        broken.paths[0].functions = [99]
        #expect(!broken.isSound)
    }

    @Test("sides of several builds are put together by functions")
    func builds() {
        let other = build([("exec", 2)])
        let side = CoverageSide(
            [trial(1, "a", [4]), trial(2, "b", [1], build: "c")], builds: ["b": sparse, "c": other, "unused": sparse])
        #expect(side.builds == 2)
        #expect(side.functions(of: "exec").map(\.isReached) == [true, true])
    }

    @Test("the order of trials says nothing", arguments: [1, 2, 3] as [UInt64])
    func order(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let trials = (1...60).map { number in
            trial(
                number, "s/\(Int.random(in: 0..<7, using: &random))",
                (0..<5).filter { _ in Bool.random(using: &random) }, grave: Bool.random(using: &random))
        }
        let (a, b) = (side(trials), side(trials.shuffled(using: &random)))
        #expect(a.functions == b.functions)
        #expect(a.scenarios == b.scenarios)
        #expect(
            CoverageTable(paths, baseline: a, candidate: b).rows.allSatisfy { $0.baseline == $0.candidate })
        // Merging adds: what a part of the trials reaches, all reach.
        let part = side(Array(trials.prefix(20)))
        #expect(zip(part.functions, a.functions).allSatisfy { $0.scenarios.isSubset(of: $1.scenarios) })
    }

    @Test("the cheapest scenarios reach what all reach, and each is needed", arguments: [4, 5, 6, 7] as [UInt64])
    func cheapest(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let wide = build((0..<12).map { ("p\($0)", 1) })
        let trials = (1...20).map { number in
            trial(
                number, "s\(number)", (0..<12).filter { _ in Int.random(in: 0..<4, using: &random) == 0 },
                nanoseconds: UInt64.random(in: 1...9, using: &random))
        }
        func paths(of scenarios: [String]) -> Set<Int> {
            Set(trials.filter { scenarios.contains($0.scenario) }.flatMap(\.digest.reached.functions))
        }
        let chosen = cheapestScenarios(reaching: [CoverageSide(trials, builds: ["b": wide])])
        #expect(paths(of: chosen) == paths(of: trials.map(\.scenario)))
        for one in chosen { #expect(paths(of: chosen.filter { $0 != one }) != paths(of: chosen)) }
        #expect(chosen == chosen.sorted())
    }

    @Test("of two scenarios that do, the cheaper is taken; on both sides all must be reached")
    func price() {
        let a = side([trial(1, "dear", [0, 2], nanoseconds: 100), trial(2, "cheap", [0, 2], nanoseconds: 3)])
        let b = side([trial(3, "other", [4], nanoseconds: 50)])
        #expect(cheapestScenarios(reaching: [a]) == ["cheap"])
        #expect(cheapestScenarios(reaching: [a, b]) == ["cheap", "other"])
        #expect(cheapestScenarios(reaching: []) == [])
    }

    @Test("the nearest scenarios to a function run most of its file")
    func nearest() {
        let wide = build([("start", 4), ("delete", 3)])
        let side = CoverageSide(
            [
                trial(1, "far", [4, 5]), trial(2, "near", [0, 1]), trial(3, "wide", [0, 1, 4, 5]), trial(4, "one", [0]),
            ],
            builds: ["b": wide])
        #expect(side.nearestScenarios(to: wide.functions[3]) == ["near", "wide", "one"])
        #expect(side.nearestScenarios(to: wide.functions[6]) == ["far", "wide"])
        #expect(
            side.nearestScenarios(to: CoveredBuild.Function(file: "y", line: 1, symbol: CodeSymbol(name: "f"))) == [])
    }

    @Test("a function that one of many scenarios alone reaches is named with it; of few scenarios nothing is said")
    func sole() {
        let many = (1...10).map { trial($0, "s/\($0)", $0 == 7 ? [0, 3] : [0]) }
        let found = side(many).soleScenarios
        #expect(found.map(\.scenario) == ["s/7"] && found.map(\.function.text) == ["delete.go:f1"])
        #expect(side(Array(many.prefix(9))).soleScenarios.isEmpty)
    }

    @Test("lcov and Cobertura tell functions by file, and escape what is hostile")
    func exports() {
        let hostile = CoveredBuild(
            functions: [
                CoveredBuild.Function(
                    file: "a\n<b>/c\".rs", line: 7, symbol: CodeSymbol(owner: "S", trait: "T<&>", name: "f"))
            ], paths: [CoveredBuild.Path(id: "p", functions: [0])], instrumented: 1)
        let side = CoverageSide([trial(1, "s", [0])], builds: ["b": hostile])
        #expect(
            side.lcov(test: "a b") == """
                TN:a_b
                SF:a?<b>/c".rs
                FN:7,<S as T<&>>::f
                FNDA:1,<S as T<&>>::f
                FNF:1
                FNH:1
                end_of_record

                """)
        let xml = side.cobertura(source: "/src")
        #expect(xml.contains("<class name=\"c&quot;.rs\" filename=\"a?&lt;b&gt;/c&quot;.rs\" line-rate=\"1.0000\""))
        #expect(xml.contains("<method name=\"&lt;S as T&lt;&amp;&gt;&gt;::f\""))
        #expect(xml.contains("<line number=\"7\" hits=\"1\"/>"))
        #expect(xml.contains("lines-covered=\"1\" lines-valid=\"1\""))
        // What was lost is told: a function without a hit may have been run.
        for (lost, isOpen) in [(["killed"], true), ([], false)] {
            let open = CoverageSide([trial(1, "s", [], lost: lost)], builds: ["b": hostile])
            #expect(open.lcov(test: "a").hasPrefix(isOpen ? "TN:a_counters_lost\n" : "TN:a\n"))
            #expect(open.lcov(test: "a").contains("FNDA:0,") && open.cobertura(source: ".").contains("hits=\"0\""))
            #expect(open.cobertura(source: ".").contains("<!-- 1 trials lost counters: 1 functions") == isOpen)
        }
        #expect(CoverageSide([trial(1, "s", [0], lost: ["killed"])], builds: ["b": hostile]).unknownFunctions == 0)
        // What Kumite writes, it reads.
        #expect(LCOVText(Array(side.lcov(test: "x").utf8)).functions(named: ["<a::S as a::T>::f"]).functions.count == 1)
    }
}
