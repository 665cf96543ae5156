import Archives
import Facets
import Kata
import Recordings
import Scenarios

/// What became of one setting in a run, by contender.
struct SeenEffects: Encodable {
    var setting: String
    var scenario: String
    /// By the contender's role and name: `baseline go`.
    var outcomes: [String: EffectOutcome]

    /// A row for each scenario of a setting that the run planned, by id.
    static func read(_ reader: RunReader) throws -> [SeenEffects] {
        let contents = try reader.contents()
        let cells = Dictionary(contents.header.cells.map { ($0.name, $0) }) { first, _ in first }
        var seen: [String: [String: [EffectOutcome]]] = [:]
        for planned in contents.planned {
            guard let scenario = contents.scenarios[planned.scenario], setting(of: scenario) != nil else { continue }
            let name = cells[planned.cell]?.identities[planned.role]?.name ?? ""
            let side = cells.count > 1 ? "\(planned.cell): \(planned.role) \(name)" : "\(planned.role) \(name)"
            seen[scenario.id, default: [:]][side, default: []] += try outcome(planned, scenario, contents, reader)
        }
        return seen.sorted { $0.key < $1.key }.map { id, sides in
            SeenEffects(
                setting: contents.scenarios[id].flatMap(setting) ?? id, scenario: id,
                outcomes: sides.mapValues(EffectOutcome.together))
        }
    }

    /// The key or annotation that a scenario sets.
    private static func setting(of scenario: Scenario) -> String? {
        for effect in SettingEffect.all {
            guard let index = effect.scenarios.firstIndex(of: scenario.fileIdentifier) else { continue }
            return index == 0 ? effect.key : effect.annotationName
        }
        return nil
    }

    /// What one trial says; nothing, if it did not end.
    private static func outcome(
        _ planned: PlannedTrial, _ scenario: Scenario, _ contents: RunContents, _ reader: RunReader
    ) throws -> [EffectOutcome] {
        guard let end = contents.ended[planned.number] else { return [] }
        if end.outcome == .unsupported { return [.unsupported] }
        guard let digest = end.set else { return [.unseen] }
        return try [EffectOutcome.of(scenario, in: reader.facets(named: digest)) ?? .unseen]
    }
}
