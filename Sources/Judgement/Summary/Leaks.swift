import Facets

/// What the trials left on the host, counted per cell, role and scenario.
func leaks(_ input: JudgementInput) -> [Leak] {
    struct Key: Hashable {
        var cell: String
        var role: String
        var scenario: String
        var kind: String
        var identity: String
    }
    var counts: [Key: Int] = [:]
    for trial in input.trials {
        for (path, state) in trial.facets.states {
            guard let kind = kind(path), case .seen(let value) = state else { continue }
            let hasNames = trial.facets[path.appending("names")].map(isSome) ?? false
            let isName = path.components.count == 4 && path.components[3] == "names"
            guard isName || path.components.count < 4 && !hasNames else { continue }
            for identity in identities(value) {
                let key = Key(
                    cell: trial.cell, role: trial.role, scenario: trial.scenario, kind: kind,
                    identity: identity)
                counts[key, default: 0] += 1
            }
        }
    }
    let cells = Dictionary(input.cells.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return counts.map { key, trials in
        let cell = cells[key.cell]
        let contender: String? =
            switch key.role {
            case "baseline": cell?.baseline
            case "candidate": cell?.candidate
            default: cell?.reference
            }
        return Leak(
            cell: key.cell, role: key.role, contender: contender ?? "", scenario: key.scenario, kind: key.kind,
            identity: key.identity, trials: trials)
    }
    .sorted {
        ($0.cell, $0.role, $0.scenario, $0.kind, $0.identity) < ($1.cell, $1.role, $1.scenario, $1.kind, $1.identity)
    }
}

/// Which kind of thing a facet tells of; nil for one that tells of none.
private func kind(_ path: FacetPath) -> String? {
    if path == FacetPath("host", "changed") { return "changed" }
    return path.components.starts(with: ["host", "left"]) && path.components.count > 2 ? path.components[2] : nil
}

/// A name without quotes: it stands by itself.
private func name(_ value: FacetValue) -> String {
    if case .text(let text) = value { Escaping.text(text, limit: 300) } else { valueText(.seen(value), limit: 300) }
}

/// Whether names were seen at all.
private func isSome(_ state: FacetState) -> Bool {
    if case .seen(.bag(let all)) = state { return !all.isEmpty }
    return false
}

/// What was left, each thing once; a count where no more is known.
private func identities(_ value: FacetValue) -> Set<String> {
    switch value {
    case .integer(let count): count > 0 ? ["\(count)"] : []
    case .list(let all), .bag(let all): Set(all.map(name))
    case .text(let text): text.isEmpty ? [] : [name(value)]
    case .bool(let isThere): isThere ? ["some"] : []
    case .bytes, .record: [valueText(.seen(value), limit: 300)]
    }
}
