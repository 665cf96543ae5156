package import Facets
import Recordings
package import Scenarios

/// What became of a setting in one trial.
package enum EffectOutcome: String, Sendable, Hashable, Encodable, CaseIterable {
    /// What it was to change is as it was to be.
    case applied
    /// Everything went well, and nothing of it is there.
    case ignored = "silently ignored"
    /// The pod was not made.
    case refused
    /// Nothing of it is there, and by the tables of keys the shim has no setting of this name.
    case foreign = "no such setting"
    /// The contender lacks what the scenario needs.
    case unsupported
    /// The look itself failed, or this host can't show it.
    case unseen = "not seen"
    /// No trial, or none that ended.
    case missing = "not run"
    /// One trial says this, another that.
    case varies

    /// What the facets of a trial say; nil for a scenario that is none of a setting.
    package static func of(_ scenario: Scenario, in facets: FacetSet, under driver: String = "shim") -> EffectOutcome? {
        guard let (effect, way) = SettingEffect.shown(by: scenario.fileIdentifier) else { return nil }
        let unmet = expectations(of: scenario, in: facets, under: driver)
        // A refusal comes before all that follows from it.
        let refusals = unmet.filter { $0.kind == .broken && $0.path.components.last == "error" && $0.implicit }
        if refusals.contains(where: { $0.isOf("create") || $0.isOf("start") }) { return .refused }
        let demands = effect.demands(by: way).map(\.facet)
        let told = unmet.filter { one in demands.contains { one.path.ends(in: $0) } }
        // One that may end as it likes is refused where it did not come to what was demanded.
        if effect.endsAtCreate, effect.place == .asked, !told.isEmpty, wasRefused(scenario, facets) {
            return effect.mayBeRefused ? .applied : .refused
        }
        if told.contains(where: { $0.kind == .broken }) { return .ignored }
        return unmet.isEmpty ? .applied : .unseen
    }

    /// Whether a create that the scenario demands nothing of was refused.
    private static func wasRefused(_ scenario: Scenario, _ facets: FacetSet) -> Bool {
        scenario.steps.contains { step in
            guard case .create = step.action, case .seen? = facets[step.path.appending("error")] else { return false }
            return true
        }
    }

    /// What several trials say together.
    package static func together(_ outcomes: [EffectOutcome]) -> EffectOutcome {
        guard let first = outcomes.first else { return .missing }
        return outcomes.allSatisfy { $0 == first } ? first : .varies
    }

    /// Whether it says something of the shim.
    private var isSeen: Bool {
        switch self {
        case .applied, .ignored, .refused, .varies: true
        case .foreign, .unsupported, .unseen, .missing: false
        }
    }

    /// Whether what the sides made of one setting is a finding: ignored by one, or unknown to one or refused by one alone.
    package static func isFinding(_ sides: some Collection<EffectOutcome>) -> Bool {
        sides.contains { $0 == .ignored || $0 == .varies }
            || sides.contains(.applied) && sides.contains { $0 == .refused || $0 == .foreign }
    }

    /// What a look at a run's settings ends with: 1 with a finding, 2 if no side showed anything of any, else 0.
    package static func exitCode(of settings: [some Collection<EffectOutcome>]) -> Int32 {
        if settings.contains(where: { isFinding($0) }) { return 1 }
        return settings.contains { $0.contains(where: \.isSeen) } ? 0 : 2
    }
}

extension Unmet {
    /// Whether it is of the making or starting of a container, not of an exec: `pod/create/error`, `main/run.start/error`.
    fileprivate func isOf(_ verb: String) -> Bool {
        guard path.components.first?.contains(".") == false, let name = path.components.dropLast().last else {
            return false
        }
        return name == verb || name.hasSuffix(".\(verb)")
    }
}

extension FacetPath {
    /// Whether its last components are those of a relative path.
    fileprivate func ends(in text: String) -> Bool {
        guard let wanted = try? FacetPath(parsing: text) else { return false }
        return components.suffix(wanted.components.count).elementsEqual(wanted.components)
    }
}
