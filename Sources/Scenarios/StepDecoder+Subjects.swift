internal import Documents

extension StepDecoder {
    /// The subject that a verb is about.
    mutating func subject(_ item: Item, _ verb: Verb) -> Subject? {
        guard let text = reading.text(item, "the object of '\(verb.rawValue)'") else { return nil }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let container = parts.first, containers.contains(where: { $0.name == container }) else {
            let names = containers.map(\.name)
            reading.reportUnknown("container", parts.first ?? "", among: names, at: item.position)
            return nil
        }
        let exec = parts.count > 1 ? parts[1] : nil
        if exec != nil, verb.concern == .container {
            let message = "'\(verb.rawValue)' concerns a whole container; '\(text)' is an exec"
            reading.report(message, at: item.position, suggestion: container)
            return nil
        }
        if exec == nil, verb.concern == .exec {
            reading.report("'exec' names the new exec as CONTAINER.NAME, such as '\(text).one'", at: item.position)
            return nil
        }
        if let exec {
            guard reading.name(exec, "an exec's name", at: item.position) != nil else { return nil }
            guard survey.execs.contains(text) else {
                reading.reportUnknown("exec", text, among: survey.execs, at: item.position)
                return nil
            }
        }
        let subject = Subject(container: container, exec: exec)
        guard isThere(subject, verb, at: item.position) else { return nil }
        return subject
    }

    /// Whether there is a shim to ask: one comes with the first `create` of its container.
    private mutating func isThere(_ subject: Subject, _ verb: Verb, at position: Position) -> Bool {
        guard let container = subject.container else { return true }
        if subject.exec == nil, verb == .create || verb == .run {
            begun.insert(container)
            return true
        }
        guard begun.contains(container) else {
            reading.report(
                "nothing of '\(container)' is there yet: its shim comes with 'create' or 'run'", at: position)
            return false
        }
        return true
    }

    /// The process that a subject runs, where it is known by now.
    func process(of subject: Subject) -> ProcessSpec? {
        guard subject.exec != nil else { return containers.first { $0.name == subject.container }?.process }
        return processes[subject.name]
    }
}
