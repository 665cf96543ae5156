package import Scenarios

/// A setting that some shim reads, and whether scenarios can see that it took effect.
package struct EffectRow: Sendable, Hashable, Encodable {
    /// One scenario that sets it.
    package struct Sight: Sendable, Hashable, Encodable {
        package var scenario: String
        /// `inside`, `outside`, `asked`, `refused`.
        package var seen: String
        /// What it shows only with; empty where it always does.
        package var only: String
    }

    /// `hypervisor/default_vcpus`, or an annotation's name.
    package var setting: String
    /// `key` or `annotation`.
    package var by: String
    /// Where it shows; empty where it does nowhere.
    package var sights: [Sight]
    /// Why nothing shows; empty where something does.
    package var why: String
}

/// Which settings of a release have an effect that can be seen.
package enum EffectTable {
    /// A row for each key and annotation that either shim of a release reads; keys first, each by name.
    package static func rows(of table: KeyTable, changes: KeyChanges) -> [EffectRow] {
        var places: Set<KeyPlace> = []
        for keys in [table.go, table.rust] {
            for (section, types) in keys.reads { places.formUnion(types.keys.map { KeyPlace(section, $0) }) }
        }
        let keys = places.sorted().map { place -> EffectRow in
            // The Rust shim's name of a key is that key, unless its values are others.
            let own = changes.moves.first { $0.rust == place && $0.values.isEmpty }?.go
            let effects = SettingEffect.all.filter { $0.key == place.description || $0.key == own?.description }
            return row(place.description, by: "key", sights(effects, .file), Unseen.reason(place))
        }
        let annotations = table.annotations.sorted { $0.name < $1.name }.map { rule -> EffectRow in
            let effects = SettingEffect.all.filter { $0.annotationName == rule.name }
            let why = AnnotationValues.place(of: rule.name).map(Unseen.reason) ?? Unseen.reason(rule.name)
            return row(
                rule.name, by: "annotation", sights(effects, .annotation),
                rule.go == .no && rule.rust == .no ? "neither shim reads it" : why)
        }
        return keys + annotations
    }

    private static func row(_ setting: String, by: String, _ sights: [EffectRow.Sight], _ why: String) -> EffectRow {
        EffectRow(setting: setting, by: by, sights: sights, why: sights.isEmpty ? why : "")
    }

    private static func sights(_ effects: [SettingEffect], _ way: SettingEffect.Way) -> [EffectRow.Sight] {
        effects.flatMap { effect in
            effect.scenarios.filter { $0.way == way }.map { scenario in
                let only =
                    effect.isBeforeStandin
                    ? "before a stand-in guest" : effect.needs.contains("qemu") ? "where QEMU is the VMM" : ""
                return EffectRow.Sight(scenario: scenario.id, seen: effect.place.rawValue, only: only)
            }
        }
    }

    /// Whether a shim has a setting, by the table of its release, else that of the nearest older one; nil without a table.
    package static func has(
        _ effect: SettingEffect, by way: SettingEffect.Way, _ release: ShimRelease, _ tables: [KeyTable],
        _ changes: KeyChanges
    ) -> Bool? {
        let tables = tables.sorted { $0.version < $1.version }
        guard let table = tables.last(where: { $0.version <= release.version }) ?? tables.first else { return nil }
        switch way {
        case .file:
            guard let place = KeyPlace(effect.key) else { return nil }
            let keys = table.keys(of: release.language)
            let moved = changes.moves.first { $0.go == place && $0.values.isEmpty }?.place(in: release.language)
            return keys.type(of: place) != nil || moved.map { keys.type(of: $0) != nil } ?? false
        case .annotation:
            let rule = table.annotations.first { $0.name == effect.annotationName }
            return rule.map { $0.handling(in: release.language) != .no } ?? false
        }
    }
}
