import Facets
import Recordings
import Scenarios

/// The trials of a run, held against what the contenders are declared to lack.
///
/// The scenario that shows a capability is tried also on a side that lacks it by declaration, so that "undeclared but
/// working" is found (design, "A scenario"). What such a trial shows is never compared.
struct Declarations {
    /// All trials in the order of their numbers; one of a side that lacks what its scenario needs is unsupported.
    private(set) var compared: [JudgedTrial] = []
    /// Trials that were run on a side that lacks the capability, all the same.
    private(set) var tried: [TriedTrial] = []
    /// What each scenario needs.
    private let needs: [String: [String]]

    init(_ input: JudgementInput) {
        needs = Dictionary(input.scenarios.map { ($0.id, $0.needs) }) { first, _ in first }
        let cells = Dictionary(input.cells.map { ($0.name, $0) }) { first, _ in first }
        let scenarios = Dictionary(input.scenarios.map { ($0.id, $0) }) { first, _ in first }
        for trial in input.trials.sorted(by: { $0.number < $1.number }) {
            guard let cell = cells[trial.cell], let scenario = scenarios[trial.scenario],
                let side = Side(rawValue: trial.role)
            else {
                compared.append(trial)
                continue
            }
            let lacking = scenario.needs.filter(cell.lacks(side).contains)
            guard !lacking.isEmpty else {
                compared.append(trial)
                continue
            }
            if lacking.count == 1, trial.outcome == .recorded || trial.outcome == .hung {
                tried.append(
                    TriedTrial(cell: cell, scenario: scenario, side: side, capability: lacking[0], trial: trial))
            }
            compared.append(trial.unsupported(on: cell.contender(side), lacking: lacking))
        }
    }

    /// A finding for each side of a cell whose every try of what it is declared to lack met all that is demanded, or
    /// neither met it nor was refused: what is lacking must be refused with an error, silence is a finding.
    func findings(of cell: JudgedCell, _ rules: Rules) -> [Draft] {
        let own = Dictionary(grouping: tried.filter { $0.cell.name == cell.name }) {
            [$0.scenario.id, $0.side.rawValue]
        }
        return own.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { _, all in
            let answers = Set(all.map { $0.answer(rules) })
            guard let first = all.first, answers.count == 1, let answer = answers.first else { return nil }
            return first.draft(answer, tries: all.count).map { rules.attributed($0) }
        }
    }
}

extension Declarations {
    /// Drafts of which those of a broken demand name the capability that the side to blame should have.
    ///
    /// What is declared and missing is a broken demand of the scenario that needs it.
    func naming(_ drafts: [Draft]) -> [Draft] {
        drafts.map { draft in
            guard draft.demand != nil, let needed = needs[draft.scenario], !needed.isEmpty else { return draft }
            var draft = draft
            let who =
                switch draft.odd {
                case Side.baseline.rawValue: "\(draft.cell.baseline) is not"
                case Side.candidate.rawValue: "\(draft.cell.candidate) is not"
                default: "neither side is"
                }
            draft.rule += "; the scenario needs \(needed.joined(separator: ", ")), which \(who) declared to lack"
            return draft
        }
    }
}

/// A trial of what a side is declared to lack.
struct TriedTrial {
    var cell: JudgedCell
    var scenario: Scenario
    var side: Side
    var capability: String
    var trial: JudgedTrial

    /// What came of it.
    enum Answer: Sendable, Hashable {
        /// Nothing that the scenario demands is left open.
        case works
        /// A call was refused, with an error that says why.
        case refused
        /// Neither.
        case silence
    }

    func answer(_ rules: Rules) -> Answer {
        let unmet = rules.stated(scenario, trial.facets)
        if trial.outcome == .recorded, unmet.isEmpty { return .works }
        // An error that the scenario demands anyway refuses nothing, and a hang is no answer.
        let isRefused = unmet.contains { demand in
            guard demand.path.components.last == "error", case .seen(let value)? = demand.state else { return false }
            return value != .text("timeout")
        }
        return isRefused ? .refused : .silence
    }

    /// nil where the declaration is right.
    func draft(_ answer: Answer, tries: Int) -> Draft? {
        let who = cell.contender(side)
        let (found, why): (String, String)
        switch answer {
        case .refused: return nil
        case .works:
            found = "declared as lacking, and works"
            why = "and does what \(scenario.id) demands; take it from its `lacks`"
        case .silence:
            found = "declared as lacking, and neither works nor is refused"
            why = "and takes what \(scenario.id) asks for without an error that would tell so"
        }
        let path = FacetPath("run", "lacks", capability)
        let isBaseline = side == .baseline
        let other = cell.lacks(isBaseline ? .candidate : .baseline).contains(capability)
        let declared = other ? "declared as lacking" : "not declared as lacking"
        return Draft(
            cell: cell, scenario: scenario.id, path: path, pattern: path.description, class: .divergence,
            severity: .minor, rule: "declaration: \(who) lacks \(capability) by declaration, \(why)",
            odd: side.rawValue, component: "capabilities",
            seen: Finding.Seen(
                baseline: isBaseline ? [tries, tries] : [0, 0], candidate: isBaseline ? [0, 0] : [tries, tries]),
            baseline: isBaseline ? found : declared, candidate: isBaseline ? declared : found,
            // Two contenders that both have it are two mistakes.
            templates: [template(.seen(.text(who))), found], rank: 0, step: path.description)
    }
}

extension JudgedCell {
    func lacks(_ side: Side) -> [String] { side == .baseline ? baselineLacks : candidateLacks }

    func contender(_ side: Side) -> String { side == .baseline ? baseline : candidate }
}

extension JudgedTrial {
    /// The same trial as one that is not compared.
    fileprivate func unsupported(on contender: String, lacking: [String]) -> JudgedTrial {
        var trial = self
        trial.outcome = .unsupported(why: "\(contender) is declared to lack \(lacking.joined(separator: ", "))")
        trial.facets = FacetSet()
        trial.measures = []
        return trial
    }
}
