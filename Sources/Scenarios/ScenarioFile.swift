package import Documents

/// What a file of `Scenarios/` holds: its scenarios with `vary` expanded, or everything that is wrong with it.
package struct ScenarioFile: Sendable, Hashable {
    /// One for each row of `vary`; empty if there is a diagnostic.
    package var scenarios: [Scenario]
    /// In the order of the file.
    package var diagnostics: [Diagnostic]

    /// Reads one file.
    ///
    /// If `file` lies in a folder `Scenarios/`, the id must be the rest of its path without `.yaml`. With `paths`, the
    /// ids of `Matrix/critical-paths.yaml`, every entry of `covers` must be one of them; with `capabilities`, those of
    /// `Matrix/capabilities.yaml`, every entry of `needs`.
    package static func load(
        _ bytes: [UInt8], file: String, paths: [String]? = nil, capabilities: [String]? = nil
    ) -> ScenarioFile {
        let (document, problems) = Document.read(bytes, file: file)
        guard let document else { return ScenarioFile(scenarios: [], diagnostics: problems) }
        return load(document.root, file: file, paths, capabilities)
    }

    private static func load(
        _ root: Item, file: String, _ paths: [String]?, _ capabilities: [String]?
    ) -> ScenarioFile {
        var reading = Reading(file: file)
        let (fixed, vary) = split(root)
        let variation = vary.flatMap { Variation.read($0, &reading) } ?? .none
        // With a `vary` that cannot be read, every `${…}` would be reported again.
        guard reading.diagnostics.isEmpty else { return ScenarioFile(scenarios: [], diagnostics: reading.diagnostics) }
        var scenarios: [Scenario] = []
        for row in variation.rows {
            var substitution = Substitution(row)
            let filled = substitution.apply(to: fixed, &reading)
            var decoder = ScenarioDecoder(reading: reading, paths: paths, capabilities: capabilities)
            let scenario = decoder.scenario(of: filled, suffix: row.suffix)
            reading = decoder.reading
            if let scenario { scenarios.append(scenario) }
        }
        let found = unique(reading.diagnostics)
        return ScenarioFile(scenarios: found.isEmpty ? scenarios : [], diagnostics: found)
    }

    /// The document without `vary`, and that.
    private static func split(_ root: Item) -> (rest: Item, vary: Item?) {
        guard case .map(let entries) = root.content else { return (root, nil) }
        let rest = Item(.map(entries.filter { $0.key != "vary" }), at: root.position)
        return (rest, entries.first { $0.key == "vary" }?.value)
    }

    /// What several rows found alike is said once; in the order of the file.
    private static func unique(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return diagnostics.filter { seen.insert($0).inserted }.sorted()
    }
}
