internal import Documents
internal import Facets

/// Reads `expect`, of a step and of a scenario, and checks that what it names can exist.
struct ExpectationDecoder {
    var reading: Reading

    /// What a step's `expect` says; paths are relative to the step.
    mutating func ofStep(_ item: Item, _ action: Action) -> [Expectation] {
        if case .scalar("ok", _) = item.content {
            return [Expectation(FacetPath("error"), .ok, place: place(item.position))]
        }
        guard let entries = reading.map(item, "'expect'") else { return [] }
        let rules = FacetRules.facets(of: action)
        let what = "facet of '\(action.verb)'"
        return entries.compactMap { entry in
            guard let path = path(entry), let kind = kind(path, entry, among: rules, what) else { return nil }
            return expectation(path, kind, entry)
        }
    }

    /// What a scenario's `expect` says; paths become whole: those that begin with no subject are about the run.
    mutating func whole(_ item: Item, steps: [Step], containers: [String]) -> [Expectation] {
        guard let entries = reading.map(item, "'expect'") else { return [] }
        let flat = Self.flat(steps)
        var own = containers
        for case .exec(let subject, _) in flat.map(\.action) where !own.contains(subject.name) {
            own.append(subject.name)
        }
        var rules = FacetRules.facets(ofSubjects: own)
        let subjects = Set(["run", "host", "cli", "pod"] + own)
        for step in flat {
            rules += FacetRules.facets(of: step.action).map { (step.path.appending($0.path), $0.kind) }
        }
        return entries.compactMap { entry in
            guard let named = path(entry) else { return nil }
            let isWhole = named.components.first.map(subjects.contains) ?? false
            let path = isWhole ? named : FacetPath("run").appending(named)
            guard let kind = kind(path, entry, among: rules, "facet of this scenario") else { return nil }
            return expectation(path, kind, entry)
        }
    }

    /// Every step, those within others too.
    static func flat(_ steps: [Step]) -> [Step] {
        steps.flatMap { step -> [Step] in
            switch step.action {
            case .concurrently(let branches): [step] + branches.flatMap { flat($0) }
            case .repeat(_, let inner): [step] + flat(inner)
            default: [step]
            }
        }
    }

    private mutating func path(_ entry: Entry) -> FacetPath? {
        do throws(FacetSyntaxError) {
            return try FacetPath(parsing: entry.key)
        } catch {
            reading.report(syntax: error, at: entry.position)
            return nil
        }
    }

    private mutating func kind(
        _ path: FacetPath, _ entry: Entry, among rules: [(path: FacetPath, kind: FacetKind)], _ what: String
    ) -> FacetKind? {
        if let rule = rules.first(where: { $0.path == path }) { return rule.kind }
        var names = rules.map(\.path.description)
        // What the run has can be named without saying so.
        if path.components.first == "run", entry.key != path.description {
            names = names.map { $0.hasPrefix("run/") ? String($0.dropFirst(4)) : $0 }
        }
        reading.reportUnknown(what, entry.key, among: names, at: entry.position)
        return nil
    }

    private mutating func expectation(_ path: FacetPath, _ kind: FacetKind, _ entry: Entry) -> Expectation? {
        var decoder = MatcherDecoder(reading: reading, kind: kind, name: entry.key)
        let matcher = decoder.matcher(entry.value)
        reading = decoder.reading
        return matcher.map { Expectation(path, $0, place: place(entry.position)) }
    }

    private func place(_ position: Position) -> SourcePlace {
        SourcePlace(line: position.line, column: position.column)
    }
}
