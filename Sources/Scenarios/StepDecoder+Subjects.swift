internal import Documents

extension StepDecoder {
    /// The subject that a verb is about: a container that is declared, or an exec that is added somewhere in the file.
    ///
    /// Asking before it is there is legal, and how a scenario asks for what does not exist.
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
        return Subject(container: container, exec: exec)
    }

    /// Makes and starts the sandbox of a pod before the first step.
    mutating func makePod(at position: Position) {
        let place = SourcePlace(line: position.line, column: position.column)
        let pod = Subject(container: PodSpec.sandbox)
        begun = [Action.create(pod), .start(pod)].map { action in
            Step(action: action, name: naming.name(of: pod.name, verb: action.verb), place: place)
        }
    }

    /// The process that a subject runs, where it is known by now.
    func process(of subject: Subject) -> ProcessSpec? {
        guard subject.exec != nil else { return containers.first { $0.name == subject.container }?.process }
        return processes[subject.name]
    }
}
