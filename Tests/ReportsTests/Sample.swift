import Coverage
import Facets
import Judgement
import Recordings
import Reports

/// A run with something of everything, for the golden files.
enum Sample {
    static let input = ReportInput(
        judged: judged, run: "2026-06-01-1200", policy: "standard",
        cells: [
            ReportedCell(
                name: "runc~crun/shim/legacy/1.6", baseline: contender("runc", "1.1.5", digest: "1"),
                candidate: contender("crun", "1.8.1", digest: "2"))
        ],
        host: [HostFact(name: "kernel", value: "6.1.0-18-amd64"), HostFact(name: "cgroups", value: "hybrid")],
        titles: ["exit/code": "The code that a workload ends with", "signals/kill-after-exit": "A second stop"],
        scenarios: [
            scenario("a/b", why: "not supported by candidate crun (lacks checkpoint)"), scenario("exit/code", 1_234),
            scenario("exit/signal", 20), scenario("signals/kill-after-exit", 61_005),
        ], startedAtWallNanoseconds: 1_780_315_200_000_000_000, elapsedNanoseconds: 83_400_000_000,
        archive: "runs/2026-06-01-1200",
        page: "runs/2026-06-01-1200/derived/report.html", version: "0.1.0", seed: 42, asOf: "2026-06-01")

    static func scenario(_ id: String, _ milliseconds: UInt64 = 0, why: String? = nil) -> ReportedScenario {
        ReportedScenario(
            cell: "runc~crun/shim/legacy/1.6", scenario: id, whyNotCompared: why, nanoseconds: milliseconds * 1_000_000)
    }

    static func contender(_ name: String, _ version: String, digest: Character) -> ContenderIdentity {
        ContenderIdentity(
            name: name, family: "runc", release: nil, path: "/usr/bin/containerd-shim-runc-v2",
            sha256: String(repeating: "a", count: 64), version: "containerd-shim-runc-v2 1.6.20", info: nil,
            configuration: nil,
            parts: [
                PartIdentity(
                    role: "runtime", path: "/usr/bin/\(name)", sha256: String(repeating: digest, count: 64),
                    version: "\(name) \(version)")
            ])
    }

    /// Two sides that count, the candidate with a gap, with `text` wherever a text from outside can stand.
    static func coverage(_ text: String) -> ReportedCoverage {
        let function = CoveredBuild.Function(file: text, line: 3, symbol: CodeSymbol(owner: text, name: "stop"))
        let build = CoveredBuild(
            functions: [function],
            paths: [
                CoveredBuild.Path(id: text, functions: [0], missing: [text], broad: [text]),
                CoveredBuild.Path(id: "other", functions: []),
            ], instrumented: 1)
        func side(_ reached: [Int], lost: [String]) -> CoverageSide {
            let digest = CoverageDigest(
                build: "b", reached: Reached(functions: reached, permille: reached.map { _ in 500 }), lost: lost)
            return CoverageSide(
                [CoveredTrial(number: 1, role: "candidate", scenario: text, digest: digest)], builds: ["b": build])
        }
        let (baseline, candidate) = (side([0], lost: [text]), side([], lost: []))
        var all = ReportedCoverage(
            cell: text,
            table: CoverageTable(
                [(id: text, title: text), (id: "other", title: text)], baseline: baseline, candidate: candidate),
            baseline: baseline, candidate: candidate)
        let source = SourceExcerpt(Array("\n\nfunc stop() { // \(text)\n".utf8), of: function)
        all.candidateSource = [function: source].compactMapValues { $0 }
        return all
    }

    static let judged = Judged(
        verdict: .regression,
        verdicts: [.behaviour: .regression, .timing: .notJudged, .footprint: .notJudged, .coverage: .notJudged],
        exit: 1,
        cells: [
            CellJudged(
                cell: "runc~crun/shim/legacy/1.6",
                verdicts: [
                    .behaviour: .regression, .timing: .notJudged, .footprint: .notJudged, .coverage: .notJudged,
                ],
                trials: TrialCounts(planned: 120, recorded: 114, hung: 1, unsupported: 3, infrastructure: 1, dropped: 1)
            )
        ],
        findings: [wrongExit, otherCode, stale],
        timings: [
            timing("pod-ready", "exit/code", ratio: 0.55, 0.52, 0.6, medians: (48_200_000, 26_500_000)),
            timing("main/delete", "exit/code", ratio: 1.02, 0.97, 1.06, medians: (12_000_000, 12_240_000)),
            timing("shim-rss", "exit/code", ratio: 1, 1, 1, medians: (11_534_336, 11_534_336), unit: "bytes"),
        ],
        leaks: [
            Leak(
                cell: "runc~crun/shim/legacy/1.6", role: "candidate", contender: "crun", scenario: "exit/code",
                kind: "mounts", identity: "/run/kumite/0/rootfs", trials: 3)
        ],
        notCompared: [
            "3 scenarios not supported by candidate crun (lacks checkpoint): a/b, a/c, a/d",
            "drivers not run: containerd, cri",
        ],
        requests: [
            TrialRequest(
                cell: "runc~crun/shim/legacy/1.6", scenario: "tty/size", eachSide: 8, round: 2,
                cause: "main/resize/error differs")
        ],
        applied: ["normaliser hexadecimal@1": 4, "noise: varies on the baseline too": 1],
        compared: Compared(scenarios: 21, facets: 1874))

    static let wrongExit = Finding(
        id: "4a0e65e2a800", class: .regression, severity: .blocker, blocks: true,
        rule: "contract: the candidate alone breaks the contract here: expected 7, found 0", odd: "candidate",
        cells: ["runc~crun/shim/legacy/1.6"], drivers: ["shim"], scenarios: ["exit/code", "exit/signal"],
        seen: Finding.Seen(baseline: [0, 6], candidate: [6, 6]), facet: "main/wait/exit", component: "exit",
        owner: "@exit-owners", question: "Why does crun show 0 at main/wait/exit in exit/code, where runc shows 7?",
        baseline: "7", candidate: "0", firstDivergence: Finding.Divergence(scenario: "exit/code", step: "main/wait"),
        rerun: "kumite rerun runs/2026-06-01-1200#4a0e65e2a800",
        rerunWithoutArchive: "kumite run --matrix local --scenarios exit/code --rounds 8",
        evidence: ["baseline: 0 of 6, below 39.3 % with 95 % confidence", "follows from it: main/delete/exit: 7 / 0"])

    static let otherCode = Finding(
        id: "99aa00bb11cc", class: .divergence, severity: .major, blocks: false,
        rule: "facets: differs in fresh trials of both sides (exact test, p ≤ 0.001); waived by someone",
        odd: "unknown",
        cells: ["runc~crun/shim/legacy/1.6"], drivers: ["shim"], scenarios: ["signals/kill-after-exit"],
        seen: Finding.Seen(baseline: [0, 11], candidate: [11, 11]), facet: "main/kill/error", component: "task-api",
        owner: "unowned", question: "Which is meant?", baseline: "not_found", candidate: "unknown",
        firstDivergence: Finding.Divergence(scenario: "signals/kill-after-exit", step: "main/kill"),
        ledger: "Matrix/ledger/local.yaml: */kill/error (waived)",
        rerun: "kumite run --matrix local --scenarios signals/kill-after-exit --rounds 8", isWaived: true,
        escalation: "someone's lead")

    static let stale = Finding(
        id: "000000000001", class: .staleLedger, severity: .minor, blocks: false,
        rule: "ledger: it expired on 2026-05-01; what it knew is judged as if unknown", odd: "neither",
        cells: ["runc~crun/shim/legacy/1.6"], drivers: ["shim"], scenarios: [],
        seen: Finding.Seen(baseline: [0, 0], candidate: [0, 0]), facet: "*/pause/error", component: "ledger",
        owner: "someone", question: "Is the entry still needed?", baseline: "", candidate: "",
        firstDivergence: Finding.Divergence(scenario: "", step: ""), rerun: "kumite run --matrix local")

    static func timing(
        _ measure: String, _ scenario: String, ratio: Double, _ low: Double, _ high: Double,
        medians: (Double, Double), unit: String = "nanoseconds"
    ) -> Timing {
        Timing(
            cell: "runc~crun/shim/legacy/1.6", scenario: scenario, measure: measure, gating: false, ratio: ratio,
            low: low, high: high, floor: 0.03, answer: "shown", blocks: 3, blocksNeeded: nil, minimumDetectable: 0.12,
            baselineMedian: medians.0, candidateMedian: medians.1, unit: unit)
    }
}
