import Judgement
import Proofs

extension FaultOutcome {
    /// What came of it, in one line.
    var words: String {
        switch state {
        case .caught:
            guard let finding else { return "caught" }
            let wrong = finding.classRight ? "" : " (not as expected)"
            return "caught: \(finding.severity) \(finding.class) \(finding.facet) in \(finding.scenario)\(wrong), "
                + "\(trials) trials"
        case .missed:
            let others = elsewhere.isEmpty ? "" : "; found instead: \(elsewhere.joined(separator: ", "))"
            return "MISSED by \(stages.joined(separator: ", "))\(others), \(trials) trials"
                + (why.map { "; \($0)" } ?? "")
        case .shown, .uncatchable, .notTried, .unfit: return "\(state.rawValue): \(why ?? "")"
        }
    }
}

extension Finding.Seen {
    /// In how many trials of how many each side shows it: `baseline 2 of 52, candidate 7 of 52 trials`.
    var words: String {
        "baseline \(baseline.map(String.init).joined(separator: " of ")), candidate "
            + "\(candidate.map(String.init).joined(separator: " of ")) trials"
    }
}
