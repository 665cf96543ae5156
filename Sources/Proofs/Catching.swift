import Facets
package import Judgement
package import Scenarios

/// What of a judgement catches a fault.
package struct Catching: Sendable, Hashable {
    /// The finding that stands for it; nil if none does.
    package var finding: CatchingFinding?
    /// Scenarios that show it, sorted.
    package var scenarios: [String]
    /// The number of the candidate's first trial that shows it.
    package var trial: Int?
    /// Facets of what else was found.
    package var elsewhere: [String]
    /// What was found at the fault's facets, and is no catch since the baseline shows it too; nil if nothing was.
    package var onBothSides: Finding?

    /// Holds a judgement against what a fault expects.
    ///
    /// What counts is exactly what would be an alarm without a fault, and shows where the fault strikes: at one of its
    /// facets, itself or in what follows from it. Of several findings the judge's own order decides, those of the right
    /// class first.
    ///
    /// - Parameter seenOnce: Whether being reported as not seen again counts too: of faults that strike now and then.
    package init(
        _ fault: Fault, in judged: Judged, scenarios: [String: Scenario], seenOnce: Bool = false
    ) {
        let patterns = fault.expects.facets.compactMap { try? FacetPattern(parsing: $0) }
        let all = judged.findings.filter { isAlarm($0) || seenOnce && $0.class == .notSeenAgain }
        func isMeant(_ finding: Finding) -> Bool {
            ([finding.facet] + finding.follows).contains { facet in patterns.contains { isOne(facet, of: $0) } }
        }
        let matching = all.filter(isMeant)
        let told = matching.map { CatchingFinding($0, fault.expects, scenarios) }
        let best = told.first(where: \.classRight) ?? told.first
        finding = best
        self.scenarios = Set(matching.flatMap(\.scenarios)).sorted()
        trial = matching.first { $0.id == best?.id }?.trials.candidate
        onBothSides = judged.findings.first {
            ($0.class == .sharedDefect || $0.class == .intermittent && $0.odd == "both") && isMeant($0)
        }
        elsewhere = all.filter { !matching.contains($0) }.map(\.facet).prefix(Self.most).map(\.self)
    }

    /// So many facets of other findings are kept.
    private static let most = 6
}

/// Whether a finding says that the sides differ: what counts as a catch with a fault, and as an alarm without one.
///
/// What both sides show, what the ledger says of itself, and what was not seen again says no such thing.
package func isAlarm(_ finding: Finding) -> Bool {
    switch finding.class {
    case .regression, .unsupported, .flaky, .divergence, .newNoise, .improvement: true
    case .intermittent: finding.odd != "both"
    case .sharedDefect, .staleLedger, .notSeenAgain: false
    }
}

/// Whether a facet, or a pattern of some that one finding is about, is among those of a pattern, or the reverse.
private func isOne(_ facet: String, of pattern: FacetPattern) -> Bool {
    guard let found = try? FacetPattern(parsing: facet) else { return false }
    return pattern.covers(found) || found.covers(pattern)
}

extension CatchingFinding {
    /// What of a judgement catches a slow-down; nil where nothing does.
    ///
    /// - Parameters:
    ///   - measures: Those that it slows.
    ///   - sum: The measure that a proof adds up of others. Where that one is among them it must be told slower; but how bad
    ///     that is its parts say, for no catalogue weighs it.
    package init?(slowing measures: [String], sum: String, in judged: Judged, of fault: Fault) {
        let slower = judged.findings.filter { measures.contains($0.facet) && $0.class == .regression }
        let isTold = !measures.contains(sum) || slower.contains { $0.facet == sum }
        guard isTold, let finding = slower.first(where: { $0.facet != sum }) ?? slower.first else { return nil }
        self.init(finding, fault.expects, [:])
        // A time has no step.
        firstDivergenceRight = nil
    }

    init(_ finding: Finding, _ expects: FaultExpectation, _ scenarios: [String: Scenario]) {
        let place = finding.firstDivergence
        let verb = Proofs.verb(ofStep: place.step, in: scenarios[place.scenario])
        let least = Severity(rawValue: expects.severity) ?? .minor
        self.init(
            id: finding.id, facet: finding.facet, class: finding.class.rawValue, severity: finding.severity.rawValue,
            blocks: finding.blocks, breaksContract: finding.rule.hasPrefix("contract:"), scenario: place.scenario,
            step: place.step, verb: verb,
            classRight: expects.classes.contains(finding.class.rawValue) && finding.severity >= least,
            firstDivergenceRight: expects.step.map { $0 == verb })
    }
}

/// The verb of a step that a finding names by its path: of a labelled one by the scenario, of one of the tear-down by
/// its own name; the last name itself where nothing else tells it.
package func verb(ofStep path: String, in scenario: Scenario?) -> String {
    if let scenario, let step = allSteps(scenario.steps).first(where: { $0.path.description == path }) {
        return step.action.verb
    }
    let name = (try? FacetPath(parsing: path))?.components.last ?? path
    let plain = name.hasPrefix("down.") ? String(name.dropFirst("down.".count)) : name
    return String(plain.prefix { $0 != "#" })
}

private func allSteps(_ steps: [Step]) -> [Step] {
    steps.flatMap { step -> [Step] in
        switch step.action {
        case .concurrently(let branches): [step] + branches.flatMap(allSteps)
        case .repeat(_, let inner): [step] + allSteps(inner)
        default: [step]
        }
    }
}
