package import Archives
import Documents
package import Judgement
import Matrices
import Policies
import Recordings

/// Reads from a run what explains one of its findings.
package enum Explaining {
    /// - Throws: An `ArchiveError` when a recording that is there can't be read.
    package static func explanation(
        of finding: Finding, in reader: RunReader, hidden: [Hidden]
    ) throws -> Explanation {
        let contents = try reader.contents()
        let scenario = contents.scenarios[finding.firstDivergence.scenario]
        let cells = try contents.header.cells.map { try $0.definition.decoded(as: Cell.self) }
        let example = finding.trials.candidate ?? finding.trials.baseline
        let planned = contents.planned.first { $0.number == example }
        let cell = cells.first { $0.name == planned?.cell } ?? cells.first { finding.cells.contains($0.name) }
        let roles = Role.named.filter { $0 != .reference || finding.trials.reference != nil }
        let recordings = try roles.map { role in
            let trial: Int? =
                switch role {
                case .baseline: finding.trials.baseline
                case .candidate: finding.trials.candidate
                case .reference: finding.trials.reference
                // A copy is timed and never compared.
                case .copy: nil
                }
            let observations = try trial.map { try reader.observations(of: $0) } ?? []
            return ShownRecording(
                role: role.rawValue, contender: cell?.contender(role)?.name ?? "", trial: trial,
                recording: scenario.flatMap {
                    observations.isEmpty ? nil : Recording(scenario: $0, observations: observations)
                })
        }
        return explain(
            finding, in: scenario, recordings,
            policy: try contents.header.policy?.decoded(as: Policy.self) ?? .standard, hidden: hidden)
    }
}
