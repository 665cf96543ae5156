internal import Documents
internal import Facets

/// Reads `expect`, of a step and of a scenario, and checks that what it names can exist.
struct ExpectationDecoder {
    var reading: Reading

    /// What can be named.
    private struct Rules {
        var known: [(path: FacetPath, kind: FacetKind)]
        /// Below these, anything.
        var open: [FacetPath]
    }

    /// What a step's `expect` says; paths are relative to the step.
    mutating func ofStep(_ item: Item, _ action: Action, reports: Bool = false) -> [Expectation] {
        if case .scalar("ok", _) = item.content {
            return [Expectation(FacetPath("error"), .ok, place: place(item.position))]
        }
        guard let entries = reading.map(item, "'expect'") else { return [] }
        let rules = Rules(
            known: FacetRules.facets(of: action), open: FacetRules.open(of: action, reports: reports))
        let what = "facet of '\(action.verb)'"
        return entries.compactMap { entry in
            guard let path = path(entry), let kind = kind(path, entry, among: rules, what) else { return nil }
            return expectation(path, kind, entry)
        }
    }

    /// What a scenario's `expect` says; paths become whole: those that begin with no subject are about the run.
    mutating func whole(_ item: Item, steps: [Step], containers: [ContainerSpec]) -> [Expectation] {
        guard let entries = reading.map(item, "'expect'") else { return [] }
        let flat = Self.flat(steps)
        var own = containers.map(\.name)
        var reporting = Set(containers.filter(\.process.isReport).map(\.name))
        for case .exec(let subject, let process) in flat.map(\.action) {
            if !own.contains(subject.name) { own.append(subject.name) }
            if process.isReport { reporting.insert(subject.name) }
        }
        var rules = Rules(
            known: FacetRules.facets(ofSubjects: own),
            open: FacetRules.open(ofSubjects: own, reporting: reporting.sorted()))
        let subjects = Set(["run", "host", "cli", "pod"] + own)
        for step in flat {
            let action = step.action
            rules.known += FacetRules.facets(of: action).map { (step.path.appending($0.path), $0.kind) }
            let reports = reporting.contains(action.subject.name)
            rules.open += FacetRules.open(of: action, reports: reports).map { step.path.appending($0) }
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
        _ path: FacetPath, _ entry: Entry, among rules: Rules, _ what: String
    ) -> FacetKind? {
        if let rule = rules.known.first(where: { $0.path == path }) { return rule.kind }
        let isOpen = rules.open.contains { open in
            path.hasPrefix(open) && (path != open || open.components.last == FacetRules.conversation)
        }
        if isOpen { return .value }
        var names = rules.known.map(\.path.description) + rules.open.map { "\($0)/…" }
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
