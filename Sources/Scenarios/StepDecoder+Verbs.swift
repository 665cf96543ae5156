internal import Documents

extension StepDecoder {
    /// The step of a verb that stands for one call.
    mutating func step(_ verb: Verb, _ head: StepHead, _ fields: Fields) -> [Step] {
        guard let action = action(verb, head.subject, fields) else { return [] }
        if verb == .ready, process(of: head.subject)?.io.stdout == StdioSpec.Channel.none {
            reading.report("'ready' reads stdout, and '\(head.subject.name)' has none", at: head.position)
        }
        if let label = head.label { labels.add(label, name: label) }
        return [step(action, verb: verb.rawValue, head)].compactMap { $0 }
    }

    /// The step of an action with its name and expectations.
    mutating func step(_ action: Action, verb: String, _ head: StepHead) -> Step? {
        guard let name = name(head, head.label, verb: verb) else { return nil }
        var step = Step(
            action: action, name: name, withinNanoseconds: head.withinNanoseconds, at: head.at, place: head.place)
        if let item = head.expect { step.expect = expectations(item, of: action) }
        for (driver, item) in head.under {
            step.under.append(DriverExpectations(driver: driver, expect: expectations(item, of: action)))
        }
        return step
    }

    /// What `run` stands for: create and start of a container; exec, start, wait and delete of an exec.
    ///
    /// A label is put before each verb, `LABEL.start`. Expectations go to the step that can show what they name: the
    /// start of a container, the wait of an exec. An error is expected of one call, so `run` takes none.
    mutating func run(_ head: StepHead, _ fields: Fields) -> [Step] {
        let subject = head.subject
        if subject.exec == nil {
            for entry in fields.entries where Verb.run.options.contains(entry.key) {
                reading.report("a container's '\(entry.key)' is stated under 'containers'", at: entry.position)
            }
            return run(head, [(.create, .create(subject)), (.start, .start(subject))], expecting: .start)
        }
        guard let action = action(.exec, subject, fields) else { return [] }
        let calls: [(Verb, Action)] = [
            (.exec, action), (.start, .start(subject)), (.wait, .wait(subject)), (.delete, .delete(subject)),
        ]
        return run(head, calls, expecting: .wait)
    }

    private mutating func run(_ head: StepHead, _ calls: [(Verb, Action)], expecting last: Verb) -> [Step] {
        refuseError(in: head)
        if let label = head.label {
            for (index, call) in calls.enumerated() {
                if index == 0 { labels.add(label, name: "\(label).\(call.0.rawValue)") }
                labels.add("\(label).\(call.0.rawValue)", name: "\(label).\(call.0.rawValue)")
            }
        }
        var steps: [Step] = []
        for (index, (verb, action)) in calls.enumerated() {
            var part = head
            part.label = head.label.map { "\($0).\(verb.rawValue)" }
            if index > 0 { part.at = nil }
            if verb != last {
                part.expect = nil
                part.under = []
            }
            if let step = step(action, verb: verb.rawValue, part) { steps.append(step) }
        }
        return steps
    }

    private mutating func refuseError(in head: StepHead) {
        guard case .map(let entries)? = head.expect?.content else { return }
        for entry in entries where entry.key == "error" || entry.key == "message" {
            if case .scalar(let text, _) = entry.value.content, ["ok", "absent"].contains(text) { continue }
            reading.report(
                "'run' stands for several calls; write the one out that is expected to fail", at: entry.position)
        }
    }

    private mutating func name(_ head: StepHead, _ label: String?, verb: String) -> [String]? {
        guard let label else { return naming.name(of: head.subject.name, verb: verb) }
        guard let name = naming.name(of: head.subject.name, label: label) else {
            let text = head.label ?? label
            reading.report("'\(head.subject.name)' has a step labelled '\(text)' already", at: head.labelPosition)
            return nil
        }
        return name
    }

    private mutating func expectations(_ item: Item, of action: Action) -> [Expectation] {
        var decoder = ExpectationDecoder(reading: reading)
        let expectations = decoder.ofStep(item, action, reports: process(of: action.subject)?.isReport ?? false)
        reading = decoder.reading
        return expectations
    }

    private mutating func action(_ verb: Verb, _ subject: Subject, _ fields: Fields) -> Action? {
        switch verb {
        case .exec: return exec(subject, fields)
        case .raw: return raw(subject, fields)
        case .kill: return kill(subject, fields)
        case .update: return update(subject, fields)
        case .resize: return resize(subject, fields)
        case .write:
            return reading.required("data", in: fields, of: "'write'").flatMap { reading.text($0, "'data'") }
                .map { .write(subject, Array($0.utf8)) }
        case .shutdown:
            return .shutdown(subject, now: fields["now"].map { reading.flag($0, "'now'") ?? false } ?? false)
        case .sandbox:
            return reading.required("call", in: fields, of: "'sandbox'")
                .flatMap { reading.choice($0, "call", among: SandboxCall.allCases.map(\.rawValue)) }
                .flatMap { SandboxCall(rawValue: $0) }.map { .sandbox(subject, $0) }
        default: return verb.plain(subject)
        }
    }

    private mutating func exec(_ subject: Subject, _ fields: Fields) -> Action? {
        var decoder = ProcessDecoder(reading: reading, isFed: survey.fed.contains(subject.name))
        let process = decoder.process(in: fields, of: "'exec'")
        reading = decoder.reading
        if let process { processes[subject.name] = process }
        return process.map { .exec(subject, $0) }
    }

    private mutating func kill(_ subject: Subject, _ fields: Fields) -> Action? {
        let all = fields["all"].map { reading.flag($0, "'all'") ?? false } ?? false
        guard let item = reading.required("signal", in: fields, of: "'kill'"),
            let text = reading.text(item, "'signal'")
        else { return nil }
        guard let signal = Signals.number(text) else {
            let names = text.hasPrefix("SIG") ? Signals.names.map { "SIG\($0)" } : Signals.names
            reading.reportUnknown("signal", text, among: names, at: item.position)
            return nil
        }
        return .kill(subject, signal: signal, all: all)
    }

    private mutating func update(_ subject: Subject, _ fields: Fields) -> Action? {
        var decoder = ResourceDecoder(reading: reading)
        let resources = decoder.resources(in: fields)
        reading = decoder.reading
        if !fields.entries.contains(where: { ResourceDecoder.keys.contains($0.key) }) {
            let keys = ResourceDecoder.keys.joined(separator: ", ")
            reading.report("'update' needs a limit: \(keys)", at: fields.position)
        }
        return .update(subject, resources)
    }

    private mutating func resize(_ subject: Subject, _ fields: Fields) -> Action? {
        let sizes = ["columns", "rows"].compactMap { key in
            reading.required(key, in: fields, of: "'resize'").flatMap { reading.integer($0, "'\(key)'", in: 0...65535) }
        }
        guard sizes.count == 2 else { return nil }
        return .resize(subject, columns: UInt32(sizes[0]), rows: UInt32(sizes[1]))
    }
}
