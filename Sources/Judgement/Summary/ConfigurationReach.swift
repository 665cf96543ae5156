import Facets
import Scenarios

/// What is known of the configuration that a contender was run with.
package struct KnownConfiguration: Sendable, Hashable {
    package var contender: String
    /// The file; nil where none was given.
    package var path: String?
    /// The keys that it sets, by the names of `given.config`; nil where its family reads no configuration.
    package var keys: [String]?
    /// The annotations that it lets through.
    package var annotations: [String]

    package init(contender: String, path: String? = nil, keys: [String]? = nil, annotations: [String] = []) {
        self.contender = contender
        self.path = path
        self.keys = keys
        self.annotations = annotations
    }
}

/// What the users' own configuration sets and no compared scenario reached (design, "The judge", 7).
struct ConfigurationReach: Sendable {
    private var keys: Set<String> = []
    private var annotations: Set<String> = []

    mutating func add(_ scenario: Scenario) {
        keys.formUnion(scenario.given.config.keys)
        annotations.formUnion(scenario.given.pod?.annotations.keys.map(\.self) ?? [])
        for container in scenario.containers { annotations.formUnion(container.annotations.keys) }
    }

    /// A sentence for each configuration of which something was not reached.
    func sentences(_ all: [KnownConfiguration]) -> [String] {
        guard all.contains(where: { $0.path != nil }) else {
            return all.isEmpty ? [] : ["settings: no configuration file was given, so defaults alone were run"]
        }
        return all.sorted { $0.contender < $1.contender }.flatMap { one -> [String] in
            let whose = Escaping.text(one.contender, limit: 80)
            guard let path = one.path else {
                return ["settings of \(whose): no configuration file was given, so its defaults alone were run"]
            }
            let file = "\(Escaping.text(path, limit: 160)) of \(whose)"
            guard let set = one.keys else { return ["settings in \(file): its family reads no configuration"] }
            return [
                missing(set, keys).map { "keys that \(file) sets and no compared scenario sets: \($0)" },
                missing(one.annotations, annotations).map {
                    "annotations that \(file) lets through and no compared scenario gives: \($0)"
                },
            ].compactMap(\.self)
        }
    }

    /// `3 of 12: a, b, c`; nil where all were reached.
    private func missing(_ set: [String], _ reached: Set<String>) -> String? {
        let all = Set(set)
        let missing = all.subtracting(reached).sorted()
        guard !missing.isEmpty else { return nil }
        let shown = missing.prefix(12).map { Escaping.text($0, limit: 80) }.joined(separator: ", ")
        let more = missing.count > 12 ? " and \(missing.count - 12) more" : ""
        return "\(missing.count) of \(all.count): \(shown)\(more)"
    }
}
