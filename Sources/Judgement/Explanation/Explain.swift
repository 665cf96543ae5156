import Facets
package import Policies
import Recordings
package import Scenarios

/// Puts a finding beside recordings that show it.
///
/// - Parameter recordings: The baseline's, the candidate's, and where there is one the reference's.
package func explain(
    _ finding: Finding, in scenario: Scenario?, _ recordings: [ShownRecording], policy: Policy, hidden: [Hidden] = []
) -> Explanation {
    let windows = recordings.map { shown -> Window? in
        shown.recording.map { Window(transcript($0)) }
    }
    let step = finding.firstDivergence.step
    let known = windows.compactMap { $0 }
    let events = known.count > 1 ? Window.parting(known[0].events, known[1].events) : nil
    let sides = zip(recordings, windows).enumerated().map { place, pair -> Explanation.Side in
        let (shown, window) = pair
        var side = Explanation.Side(
            role: shown.role, contender: shown.contender, trial: shown.trial, why: nil, lines: [], before: 0, after: 0)
        guard let window else {
            side.why = shown.trial == nil ? "no trial shows it" : "the archive has no recording of it"
            return side
        }
        let around = window.around(step: step, event: events)
        side.lines = Array(window.lines[around])
        side.before = around.lowerBound
        side.after = window.lines.count - around.upperBound
        return side
    }
    return Explanation(
        finding: finding, title: scenario?.title ?? "", because: scenario?.because ?? "",
        origin: scenario?.origin ?? [], clauses: scenario.map { clauses(of: $0, at: step) } ?? [],
        ledger: policy.ledger.first { $0.label == finding.ledger }, sides: sides,
        rows: sides.count > 1 ? aligned(sides[0].lines, sides[1].lines) : [],
        hidden: hidden.filter { $0.scenario == finding.firstDivergence.scenario })
}

/// What a scenario demands of one step, or of the whole trial where there is no such step.
private func clauses(of scenario: Scenario, at step: String) -> [String] {
    let order = StepOrder(scenario)
    if let step = order.all.first(where: { $0.path.description == step }) {
        guard !step.expect.isEmpty else { return ["\(step.path): the step must succeed, for nothing else is stated"] }
        return step.expect.map { demand($0, of: step.path, scenario) }
    }
    return scenario.expect.map { demand($0, of: nil, scenario) }
}

private func demand(_ expectation: Expectation, of step: FacetPath?, _ scenario: Scenario) -> String {
    let path = step.map { $0.appending(expectation.path) } ?? expectation.path
    let line = expectation.place.line > 0 ? " (\(scenario.file):\(expectation.place.line))" : ""
    return "\(path): \(words(expectation.matcher))\(line)"
}

private func words(_ matcher: Matcher) -> String {
    switch matcher {
    case .scalar(let text): Escaping.text(text, limit: 120)
    case .any: "anything"
    case .absent: "absent"
    case .ok: "no error"
    case .oneOf(let all): "one of " + all.map(words).joined(separator: ", ")
    case .matches(let pattern): "matches \(Escaping.text(pattern, limit: 120))"
    case .range(let least, let most):
        [least.map { "at least \($0)" }, most.map { "at most \($0)" }].compactMap { $0 }.joined(separator: ", ")
    case .inOrder(let all): "in this order " + all.map(words).joined(separator: ", ")
    case .anyOrder(let all): "in any order " + all.map(words).joined(separator: ", ")
    }
}
