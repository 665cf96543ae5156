import Facets
import Policies
import Recordings
import Scenarios
import Statistics

@testable import Judgement

/// What a trial shows, in short: paths as texts.
typealias Shown = [String: FacetState]

func path(_ text: String) -> FacetPath {
    FacetPath(text.split(separator: "/").map(String.init))
}

extension FacetState {
    static func text(_ text: String) -> FacetState { .seen(.text(text)) }
    static func number(_ number: Int64) -> FacetState { .seen(.integer(number)) }
}

/// A run made up for a test: one cell, some scenarios, trials in rounds.
struct Stage {
    var cell = JudgedCell(
        name: "a~b", driver: "shim", view: "host", baseline: "a", candidate: "b", reference: nil, baselineLacks: [],
        candidateLacks: [])
    var scenarios: [Scenario] = []
    var trials: [JudgedTrial] = []
    var policy = Policy(
        name: "standard", requires: ["behaviour"], blocks: [.blocker, .major], floor: 0.03,
        owners: Owners(byComponent: ["task-api": "team-task", "task-api@rust": "team-rust"]), ledger: [])
    var asOf = "2026-06-01"
    var contenders: [KnownContender] = []
    var planned: [String: Int] = [:]

    /// Adds a trial; facets that every life-cycle shows are there unless said otherwise.
    mutating func add(
        _ side: Side, _ scenario: String = "life/plain", round: Int = 0, _ shown: Shown = [:],
        outcome: JudgedTrial.Outcome = .recorded, measures: [Measure] = [], evidence: [Evidence] = []
    ) {
        add(role: side.rawValue, scenario, round, shown, outcome, measures, evidence)
    }

    /// Adds trials of a reference, which the cell then has: rounds 0…, or fresh ones of one settling.
    mutating func addReference(
        _ scenario: String = "life/plain", rounds: Int, fresh: Int? = nil, _ shown: Shown = [:]
    ) {
        cell.reference = "r"
        for round in 0..<rounds { add(role: "reference", scenario, fresh ?? round, shown, .recorded, [], []) }
    }

    private mutating func add(
        role: String, _ scenario: String, _ round: Int, _ shown: Shown, _ outcome: JudgedTrial.Outcome,
        _ measures: [Measure], _ evidence: [Evidence]
    ) {
        if !scenarios.contains(where: { $0.id == scenario }) { scenarios.append(.plain(scenario)) }
        var states = Self.usual.merging(shown) { $1 }
        if outcome != .recorded, outcome != .hung { states = [:] }
        trials.append(
            JudgedTrial(
                number: trials.count + 1, cell: cell.name, role: role, scenario: scenario, round: round,
                outcome: outcome,
                facets: FacetSet(Dictionary(uniqueKeysWithValues: states.map { (path($0.key), $0.value) })),
                measures: measures, evidence: evidence))
    }

    /// Adds `count` trials a side: rounds 0…, or fresh ones of one settling.
    mutating func add(
        _ scenario: String = "life/plain", rounds: Int, fresh: Int? = nil, baseline: Shown = [:],
        candidate: Shown = [:]
    ) {
        for round in 0..<rounds {
            add(.baseline, scenario, round: fresh ?? round, baseline)
            add(.candidate, scenario, round: fresh ?? round, candidate)
        }
    }

    var input: JudgementInput {
        JudgementInput(
            cells: [cell], scenarios: scenarios, trials: trials, policy: policy, asOf: asOf,
            rerunPrefix: "kumite run --matrix local", contenders: contenders, planned: planned)
    }

    func judged() -> Judged { judge(input, catalogue: .small, unmet: demands) }

    /// The same run with the sides' parts exchanged.
    var mirrored: Stage {
        var other = self
        (other.cell.baseline, other.cell.candidate) = (cell.candidate, cell.baseline)
        for place in other.trials.indices {
            switch trials[place].role {
            case "baseline": other.trials[place].role = "candidate"
            case "candidate": other.trials[place].role = "baseline"
            default: break
            }
        }
        return other
    }

    static let usual: Shown = [
        "main/create/error": .absent, "main/start/error": .absent, "main/wait/error": .absent,
        "main/wait/exit": .number(0), "main/wait/stdout/bytes": .number(5), "main/delete/error": .absent,
        "main/kill/error": .text("not_found"), "main/kill/message": .text("process already finished"),
        "run/events": .seen(.list([.text("tasks/create"), .text("tasks/start"), .text("tasks/exit")])),
        "run/daemon": .text("gone"), "host/left/mounts": .number(0),
    ]
}

/// The demands that the tests' scenarios make: the exit code, and success of some steps.
let demands: UnmetReader = { scenario, facets in
    var unmet: [Unmet] = []
    func demand(_ text: String, _ expected: FacetState, _ matcher: Matcher) {
        let state = facets[path(text)]
        guard let state, state != expected else { return }
        unmet.append(
            Unmet(
                kind: state.isComparable ? .broken : .unreached, path: path(text), matcher: matcher, state: state,
                step: nil, implicit: false, why: "expected \(expected)", place: SourcePlace(line: 1, column: 1)))
    }
    demand("main/create/error", .absent, .ok)
    demand("main/wait/exit", .number(0), .scalar("0"))
    demand("main/delete/error", .absent, .ok)
    demand("main/wait/stderr", .text("created\n"), .scalar("created\n"))
    return unmet
}

extension Scenario {
    static func plain(_ id: String) -> Scenario {
        let main = Subject(container: "main")
        let actions: [Action] = [
            .create(main), .start(main), .wait(main), .kill(main, signal: 15, all: false), .delete(main),
        ]
        return Scenario(
            id: id, title: "A plain life", because: "It is what everybody does.", origin: ["test"], covers: ["life"],
            containers: [], steps: actions.map { Step(action: $0, name: [$0.verb]) })
    }
}

extension Catalogue {
    /// Enough for the facets of the tests.
    static let small = Catalogue([
        entry("*/*/error", .exact, .major, "task-api"), entry("*/*/message", .template, .minor, "task-api"),
        entry("*/*/exit", .exact, .blocker, "exit"), entry("*/*/stdout/bytes", .exact, .blocker, "io"),
        entry("*/*/stdout", .exact, .blocker, "io"), entry("run/events", .sequence, .major, "events"),
        entry("run/events/**", .exact, .blocker, "events"), entry("run/daemon/code", .exact, .major, "cleanup"),
        entry("run/daemon", .exact, .blocker, "cleanup"), entry("host/left/*", .exact, .blocker, "cleanup"),
        entry("*/*/asked", .sequence, .major, "agent-calls"), entry("*/*/asked/*/user", .exact, .blocker, "privileges"),
        entry("*/*/asked/*/limit", .exact, .major, "agent-limits"),
        entry("*/*/asked/*/size", .exact, .minor, "agent-files"),
        entry("*/state/pid", .shown, .minor, "task-api"), entry("*/state/**", .exact, .minor, "task-api"),
    ])

    private static func entry(
        _ pattern: String, _ comparison: CatalogueEntry.Comparison, _ severity: Severity, _ component: String
    ) -> CatalogueEntry {
        CatalogueEntry(
            (try? FacetPattern(parsing: pattern)) ?? FacetPattern(parts: []), kind: "any", comparison: comparison,
            severity: severity,
            component: component, about: "A facet of the tests.")
    }
}

extension Judged {
    /// What the tests look at first: class and facet of each finding.
    var short: [String] { findings.map { "\($0.class.rawValue) \($0.facet)" } }
}
