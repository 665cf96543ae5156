import Archives
import Facets
import Kata
import Recordings
import Scenarios

/// What became of one setting in a run, by contender, in one of the places where it shows.
struct SeenEffects: Encodable {
    var setting: String
    var scenario: String
    /// `inside`, `outside`, `asked`, `refused`.
    var place: String
    /// By the contender's role and name: `baseline go`.
    var outcomes: [String: EffectOutcome]

    /// A row for each scenario of a setting that the run planned, by id.
    static func read(_ reader: RunReader, _ library: KataLibrary) throws -> [SeenEffects] {
        let contents = try reader.contents()
        let cells = Dictionary(contents.header.cells.map { ($0.name, $0) }) { first, _ in first }
        var seen: [String: [String: [EffectOutcome]]] = [:]
        for planned in contents.planned {
            guard let scenario = contents.scenarios[planned.scenario],
                let (effect, way) = SettingEffect.shown(by: scenario.fileIdentifier)
            else { continue }
            let identity = cells[planned.cell]?.identities[planned.role]
            let name = identity?.name ?? ""
            let side = cells.count > 1 ? "\(planned.cell): \(planned.role) \(name)" : "\(planned.role) \(name)"
            let hasIt = identity?.release.flatMap(ShimRelease.init).flatMap {
                EffectTable.has(effect, by: way, $0, library.tables, library.changes)
            }
            // What a shim has no setting for it does not ignore.
            let outcomes = try outcome(planned, scenario, contents, reader)
                .map { $0 == .ignored && hasIt == false ? EffectOutcome.foreign : $0 }
            seen[scenario.id, default: [:]][side, default: []] += outcomes
        }
        return seen.sorted { $0.key < $1.key }.compactMap { id, sides in
            guard let scenario = contents.scenarios[id],
                let (effect, way) = SettingEffect.shown(by: scenario.fileIdentifier)
            else { return nil }
            return SeenEffects(
                setting: way == .file ? effect.key : effect.annotationName ?? effect.key, scenario: id,
                place: effect.place.rawValue, outcomes: sides.mapValues(EffectOutcome.together))
        }
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
