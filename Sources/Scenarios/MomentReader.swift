internal import Documents

/// The labels of the steps that were read so far, for `at` to name.
struct StepLabels {
    /// By label, the last component of the step's name; a label of two subjects' steps names neither.
    private var names: [String: String?] = [:]
    private(set) var all: [String] = []

    /// Notes a step: by its label, and what it is called in paths, `LABEL` or `LABEL.create`.
    mutating func add(_ label: String, name: String) {
        names[label] = names[label] == nil ? .some(name) : .some(nil)
        if !all.contains(label) { all.append(label) }
    }

    /// What the step of a label is called; nil for none, a nil inside for more than one.
    func name(of label: String) -> String?? { names[label] }
}

/// Reads `at`.
enum MomentReader {
    /// Phases that a step can wait for (design, "A trial").
    static let phases = [
        "shim-start", "connect", "create-sandbox", "create-container", "start", "first-output", "ready", "exec-create",
        "exec-start", "exec-first-output", "kill", "exit-seen", "exit-event", "delete", "shutdown", "shim-gone",
        "clean", "vmm-launch", "agent-ready", "vmm-gone",
    ]
    static let keys = ["step", "event", "phase", "after"]

    static func moment(_ item: Item, _ labels: StepLabels, _ reading: inout Reading) -> Moment? {
        guard let fields = reading.fields(item, of: "'at'", known: keys) else { return nil }
        let after = fields["after"].map { reading.nanoseconds($0, "'after'") } ?? 0
        let causes = fields.entries.filter { ["step", "event", "phase"].contains($0.key) }
        guard let first = causes.first else {
            reading.report("'at' needs one of step, event and phase", at: item.position)
            return nil
        }
        guard causes.count == 1 else {
            reading.report("'\(first.key)' and '\(causes[1].key)' do not go together", at: causes[1].position)
            return nil
        }
        guard let cause = cause(first, labels, &reading), let after else { return nil }
        return Moment(cause, afterNanoseconds: after)
    }

    private static func cause(_ entry: Entry, _ labels: StepLabels, _ reading: inout Reading) -> Moment.Cause? {
        switch entry.key {
        case "event": return reading.choice(entry.value, "event", among: FacetRules.topics).map { .event($0) }
        case "phase": return reading.choice(entry.value, "phase", among: phases).map { .phase($0) }
        default:
            guard let label = reading.text(entry.value, "'step'") else { return nil }
            switch labels.name(of: label) {
            case .some(.some(let name)): return .step(name)
            case .some(.none):
                reading.report("more than one step is labelled '\(label)'; label them apart", at: entry.value.position)
            case .none:
                reading.reportUnknown(
                    "label of an earlier step", label, among: labels.all, at: entry.value.position)
            }
            return nil
        }
    }
}
