internal import Documents

/// `call`: a verb that a row of `vary` chooses, with arguments that fit every state.
extension StepDecoder {
    /// Verbs that `call` knows; `checkpoint` has no step of its own.
    static let callable: [String] =
        [
            "create", "start", "exec", "wait", "kill", "delete", "state", "pids", "pause", "resume", "stats", "update",
            "resize", "write", "close", "connect", "shutdown",
        ] + [checkpoint]
    static let checkpoint = "checkpoint"

    mutating func call(_ subject: Subject, _ head: StepHead, _ fields: Fields) -> [Step] {
        guard let item = reading.required("verb", in: fields, of: "'call'"),
            let word = reading.choice(item, "verb of 'call'", among: Self.callable)
        else { return [] }
        if word == Self.checkpoint {
            guard subject.exec == nil else { return refuse(word, subject, head) }
            let call = RawCall(
                method: "Checkpoint",
                fields: [
                    RawField(1, .text("{\(subject.name)}")), RawField(2, .text("{\(Placeholder.shared)}/checkpoint")),
                ])
            return [step(.raw(subject, call), verb: word, head)].compactMap { $0 }
        }
        guard let verb = Verb(rawValue: word), let action = standard(verb, subject) else { return [] }
        if verb.concern == .container, subject.exec != nil { return refuse(word, subject, head) }
        if verb.concern == .exec, subject.exec == nil {
            reading.report(
                "'exec' names the new exec as CONTAINER.NAME, such as '\(subject.name).one'", at: head.position)
            return []
        }
        return [step(action, verb: word, head)].compactMap { $0 }
    }

    private mutating func refuse(_ word: String, _ subject: Subject, _ head: StepHead) -> [Step] {
        reading.report(
            "'\(word)' concerns a whole container; '\(subject.name)' is an exec", at: head.position,
            suggestion: subject.container)
        return []
    }

    /// The action of a verb with arguments that need nothing else.
    private mutating func standard(_ verb: Verb, _ subject: Subject) -> Action? {
        switch verb {
        case .kill: return .kill(subject, signal: 9, all: false)
        case .update: return .update(subject, ResourceSpec(memory: 64 << 20))
        case .resize: return .resize(subject, columns: 80, rows: 24)
        case .write: return .write(subject, Array("x".utf8))
        case .shutdown: return .shutdown(subject, now: false)
        case .exec:
            let process = ProcessSpec(
                arguments: ["probe", "exit", "0"],
                io: StdioSpec(stdin: survey.fed.contains(subject.name) ? .fifo : .none))
            processes[subject.name] = processes[subject.name] ?? process
            return .exec(subject, process)
        default: return verb.plain(subject)
        }
    }
}
