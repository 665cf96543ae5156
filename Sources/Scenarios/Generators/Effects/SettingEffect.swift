/// A setting of Kata's configuration with what shows that it took effect, inside the guest, outside on the host, in what a
/// shim asks, or in that it refuses to create anything. One setting may show in several places: each is one of these.
package struct SettingEffect: Sendable {
    package enum Place: String, Sendable, Hashable, Codable, CaseIterable {
        case inside, outside
        /// In a call to the agent or the hypervisor, which a stand-in for the guest hears.
        case asked
        /// In that nothing is created: what it names is not there, and the error says so.
        case refused
    }

    /// How a scenario sets it.
    package enum Way: String, Sendable, Hashable, CaseIterable {
        case file, annotation
    }

    /// As in a scenario's `given.config`: `hypervisor/default_vcpus`; the Go shim's name where the two differ.
    package var key: String
    /// The value as TOML, one that no file that ships has; nil where only an annotation sets it.
    package var value: String?
    package var place: Place
    /// What is demanded: facets with matchers as YAML; of the report if inside, of the create if asked or refused, else of
    /// the trial. `{sandbox}` in a facet is the name of the sandbox.
    package var demands: [(facet: String, matcher: String)]
    /// The value as an annotation has it; nil where no annotation sets the key.
    package var annotation: String?
    /// The annotation's name behind its section, where it is not the key's; a whole name where it begins as one.
    package var annotationKey: String?
    /// Whether the annotation is one of the container, not of the pod.
    package var isOfContainer = false
    /// Sections of the guest's report that show it.
    package var sections: [String] = []
    /// What else of the file must be set for it to show.
    package var with: [String: String] = [:]
    /// Annotations that the pod must have for it to show, beside its own.
    package var pod: [String: String] = [:]
    /// Members of the container beside its process, as YAML.
    package var container: [String] = []
    /// What has to be there for it to show, by the ids of capabilities.
    package var needs: [String] = []
    /// Whether it shows before a stand-in for the guest, and is tried there.
    package var isBeforeStandin = false
    /// Whether the making of the container shows it, not that of the sandbox.
    package var isOfCreate = false
    /// Whether the scenario ends with the create, however that ends: a stand-in can't do all that it is asked.
    package var endsAtCreate = false
    /// Whether a create that is refused is what was demanded, too.
    package var mayBeRefused = false
    /// What the error's words must hold, as a pattern of the whole.
    package var words: String?
    /// What the management endpoint is asked, where its answer shows it.
    package var asks: String?
    /// Whether the scenario has a link where it would have none.
    package var hasLink = false

    /// The value as a scenario has it: a text without its quotes, which the family adds to a key that is one.
    var scenarioValue: String {
        guard let value else { return "" }
        return value.hasPrefix("\"") && value.hasSuffix("\"") && value.utf8.count > 1
            ? String(value.dropFirst().dropLast()) : value
    }

    /// What begins the names of annotations that set keys.
    package static let annotationPrefix = "io.katacontainers.config."

    /// The annotation's whole name; nil where there is none.
    package var annotationName: String? {
        guard annotation != nil else { return nil }
        if let annotationKey, annotationKey.hasPrefix("io.") { return annotationKey }
        let parts = key.split(separator: "/")
        return "\(Self.annotationPrefix)\(parts[0]).\(annotationKey ?? String(parts[1]))"
    }

    /// Its scenarios by their ids, by file first.
    package var scenarios: [(id: String, way: Way)] {
        // Most are of the hypervisor; of the others some have a name that it has too.
        let own = key.hasPrefix("hypervisor/") ? String(key.dropFirst("hypervisor/".count)) : key
        let name = String(own.map { "_/.".contains($0) ? "-" : $0 })
        let place = place == .asked || self.place == .refused ? "\(self.place.rawValue)-" : ""
        let ways: [(Way, Bool, String)] = [(.file, value != nil, ""), (.annotation, annotation != nil, "annotation-")]
        return ways.filter(\.1).map { ("effects/\(place)\($0.2)\(name)", $0.0) }
    }

    /// Whether a scenario has a pod.
    func isPod(by way: Way) -> Bool { !pod.isEmpty || way == .annotation && !isOfContainer }

    /// What is demanded of a scenario, the sandbox's name put in.
    package func demands(by way: Way) -> [(facet: String, matcher: String)] {
        demands.map { ($0.facet.replacing("{sandbox}", with: isPod(by: way) ? "pod" : "main"), $0.matcher) }
    }

    /// The effect that a scenario shows, and how it sets it; nil for one of another kind.
    package static func shown(by scenario: String) -> (effect: SettingEffect, way: Way)? {
        for effect in all {
            if let found = effect.scenarios.first(where: { $0.id == scenario }) { return (effect, found.way) }
        }
        return nil
    }

    /// Every setting whose effect can be seen, in the order of keys; of one that shows in several places each.
    ///
    /// Sources: Kata's source of 3.9.0, 3.19.1 and 4.1.0, the file of which stands with what is not plain; facts on what a
    /// guest sees, on processes and on logs; QEMU's manual for its options. What a shim asks, what it refuses before it asks,
    /// `sandbox_cgroup_only` and `enable_pprof` were tried on Go shims of 3.9.0 and 3.19.1 before a stand-in guest; nothing
    /// was on a Rust shim or on a host with a hypervisor yet.
    package static let all: [SettingEffect] =
        (insides + outsides + askings + refusals).sorted { ($0.key, $0.place.rawValue) < ($1.key, $1.place.rawValue) }
}
