import Facets
import Scenarios
import Statistics

/// The rates behind a finding, each with the exact 95 % interval.
func rates(_ seen: Finding.Seen) -> [String] {
    [("baseline", seen.baseline), ("candidate", seen.candidate)].compactMap { side, counts in
        guard counts.count == 2, counts[1] > 0 else { return nil }
        let (hits, trials) = (counts[0], counts[1])
        guard hits > 0 else {
            return "\(side): 0 of \(trials), below \(percent(boundForNone(of: trials))) with 95 % confidence"
        }
        let range = binomialInterval(hits: hits, of: trials)
        return "\(side): \(hits) of \(trials), between \(percent(range.lowerBound)) and "
            + "\(percent(range.upperBound)) with 95 % confidence"
    }
}

private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
}

/// What a trial's recording shows beside a facet: of its step, at most three pieces, bounded.
func evidence(of trial: JudgedTrial?, at path: FacetPath, _ steps: StepOrder) -> [String] {
    guard let trial, let step = steps.step(of: path)?.path.description else { return [] }
    return trial.evidence.filter { $0.about == step || $0.about.hasPrefix(step + "/") }
        .prefix(3)
        .map { "\($0.kind) of trial \(trial.number), \(bounded($0.about, 100)): \(Escaping.text($0.text, limit: 600))" }
}
