import Facets
import Judgement
import Scenarios
import Statistics

@testable import Proofs

/// The seeded generator of the tests.
typealias Random = SeededGenerator

extension Fault {
    static func sample(
        _ name: String = "exit/zero-for-killed", facets: [String] = ["*/wait/exit"], classes: [String] = ["regression"],
        severity: String = "major", step: String? = "wait", deterministic: Bool = true
    ) -> Fault {
        Fault(
            name: name, family: String(name.prefix { $0 != "/" }), title: "0 for 137", because: "It hides a kill.",
            expects: FaultExpectation(facets: facets, classes: classes, severity: severity, step: step),
            scenarios: ["exit/*"], deterministic: deterministic)
    }
}

extension Finding {
    static func sample(
        _ facet: String = "*/wait/exit", _ class: FindingClass = .regression, _ severity: Severity = .blocker,
        odd: String = "candidate", scenarios: [String] = ["exit/killed"], step: String = "main/wait",
        follows: [String] = []
    ) -> Finding {
        var finding = Finding(
            id: SHA256.digest(of: Array("\(facet) \(`class`.rawValue) \(scenarios)".utf8)).hexadecimal, class: `class`,
            severity: severity, blocks: true, rule: "r", odd: odd, cells: ["a~b"], drivers: ["shim"],
            scenarios: scenarios, seen: Seen(baseline: [0, 3], candidate: [3, 3]), facet: facet, component: "exit",
            owner: "o", question: "q", baseline: "137", candidate: "0",
            firstDivergence: Divergence(scenario: scenarios.first ?? "", step: step), rerun: "kumite run",
            trials: Trials(baseline: 1, candidate: 4))
        finding.follows = follows
        return finding
    }
}

extension Judged {
    static func sample(_ findings: [Finding], facets: Int = 100) -> Judged {
        Judged(
            verdict: .regression, verdicts: [:], exit: 1, cells: [], findings: findings, timings: [], leaks: [],
            notCompared: [], requests: [], applied: [:], compared: Compared(scenarios: 1, facets: facets))
    }
}

extension Scenario {
    /// A life in which the second call of wait bears a label.
    static func sample(_ id: String = "exit/killed") -> Scenario {
        let main = Subject(container: "main")
        return Scenario(
            id: id, title: "T", because: "B", origin: ["o"], covers: ["c"], containers: [],
            steps: [
                Step(action: .create(main), name: ["create"]),
                Step(
                    action: .concurrently([
                        [Step(action: .wait(main), name: ["~1", "first"])],
                        [Step(action: .kill(main, signal: 9, all: false), name: ["~2", "kill"])],
                    ]), name: ["concurrently"]),
                Step(action: .kill(main, signal: 9, all: false), name: ["kill#2"]),
            ])
    }
}
