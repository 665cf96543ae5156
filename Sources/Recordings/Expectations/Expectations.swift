package import Facets
package import Scenarios

/// The expectations of a scenario that its facets do not meet, in the order of the steps, then those of the whole.
///
/// A step that states nothing of `error` must succeed, and a program that states nothing of `rc` must end with 0. One
/// that demands any error demands an answer: to hang is no way to refuse. Of a step that was not reached one thing is
/// told: that it was not. Under `repeat` every time must meet what is demanded.
///
/// - Parameter driver: Whose trial it was: what a step states `under` it holds in place of the step's own.
package func expectations(
    of scenario: Scenario, in facets: FacetSet, under driver: String = "shim"
) -> [Unmet] {
    var unmet: [Unmet] = []
    for planned in PlannedStep.all(in: scenario.steps) {
        let step = planned.step
        let errorPath = step.path.appending("error")
        let error = facets[errorPath]
        if case .unreached(let blame)? = error {
            unmet.append(
                Unmet(
                    kind: .unreached, path: errorPath, matcher: .ok, state: error, step: step.path, implicit: true,
                    why: "the step was not reached, because of \(Escaping.text(blame, limit: 120))", place: step.place))
            continue
        }
        let stated = step.demands(under: driver)
        let demands = implied(by: step, stating: stated).map { ($0, true) } + stated.map { ($0, false) }
        for (expectation, implicit) in demands {
            let path = step.place(of: expectation.path)
            unmet += check(
                expectation.matcher, at: path, facets[path], of: step.path, implicit, expectation.place,
                repeated: planned.isRepeated)
        }
    }
    for expectation in scenario.expect {
        // `events` and `daemon` alone are the run's.
        let whole =
            expectation.path.components.count == 1 ? FacetPath("run").appending(expectation.path) : expectation.path
        unmet += check(
            expectation.matcher, at: whole, facets[whole], of: nil, false, expectation.place, repeated: false)
    }
    return unmet
}

/// What a step must show that states nothing else: no error; of a program, that it ended with 0; of one that is to be
/// refused, whatever with, that there is an answer.
private func implied(by step: Step, stating demands: [Expectation]) -> [Expectation] {
    let stated = Set(demands.compactMap(\.path.components.first))
    guard !stated.contains("error") else {
        let isRefused = demands.contains { $0.path.components == ["error"] && $0.matcher == .any }
        return isRefused ? [Expectation(FacetPath("hang"), .absent, place: step.place)] : []
    }
    var implied = [Expectation(FacetPath("error"), .ok, place: step.place)]
    if case .cli = step.action, !stated.contains("rc") {
        implied.append(Expectation(FacetPath("rc"), .scalar("0"), place: step.place))
    }
    return implied
}

extension Step {
    /// What it states for trials of a driver.
    fileprivate func demands(under driver: String) -> [Expectation] {
        under.first { $0.driver == driver }?.expect ?? expect
    }

    /// The whole path of a facet that the step names: what a workload reports is its subject's, not a step's.
    fileprivate func place(of facet: FacetPath) -> FacetPath {
        facet.components.first == "guest" ? FacetPath(action.subject.name).appending(facet) : path.appending(facet)
    }
}

private func check(
    _ matcher: Matcher, at path: FacetPath, _ state: FacetState?, of step: FacetPath?, _ implicit: Bool,
    _ place: SourcePlace, repeated: Bool
) -> [Unmet] {
    var states = [state]
    if repeated, case .seen(.bag(let outcomes))? = state { states = outcomes.map(FacetState.init(outcome:)) }
    var worst: Unmet?
    for state in states {
        guard let (kind, why) = problem(matcher, state) else { continue }
        let unmet = Unmet(
            kind: kind, path: path, matcher: matcher, state: state, step: step, implicit: implicit, why: why,
            place: place)
        // One outcome that breaks the contract weighs more than many that tell nothing.
        if worst == nil || (worst?.kind != .broken && kind == .broken) { worst = unmet }
    }
    return worst.map { [$0] } ?? []
}

private func problem(_ matcher: Matcher, _ state: FacetState?) -> (kind: Unmet.Kind, why: String)? {
    switch state {
    case .unreached(let step)?:
        return (.unreached, "not reached, because of \(Escaping.text(step, limit: 120))")
    case .hidden(let why)?: return (.hidden, Escaping.text(why, limit: 120))
    case nil: return matcher.check(.absent) ? nil : (.broken, "demanded is \(matcher); nothing shows it")
    case .seen?, .absent?:
        guard let state, !matcher.check(state) else { return nil }
        return (.broken, "demanded is \(matcher); seen is \(state)")
    }
}

extension Unmet {
    /// What the contract demands, in words.
    package var demanded: String { matcher.description }
}
