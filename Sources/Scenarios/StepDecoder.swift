internal import Documents

/// Reads `steps`; `run` is taken apart into the calls it stands for.
struct StepDecoder {
    var reading: Reading
    let containers: [ContainerSpec]
    let survey: Survey
    var naming = StepNaming()
    /// The processes of execs that have been added, by the exec's whole name.
    var processes: [String: ProcessSpec] = [:]
    /// How many reports each container was asked for by `observe`.
    var reports: [String: Int] = [:]
    var labels = StepLabels()
    /// Steps that come before those of the file.
    var begun: [Step] = []

    /// How often a `repeat` can go round.
    static let repeatLimit: Int64 = 100_000

    init(reading: Reading, containers: [ContainerSpec], survey: Survey) {
        self.reading = reading
        self.containers = containers
        self.survey = survey
    }

    /// All steps of a scenario in order; those that are wrong are left out.
    mutating func steps(in fields: Fields) -> [Step] {
        guard let item = reading.required("steps", in: fields, of: "a scenario") else { return [] }
        return steps(item, "'steps'")
    }

    private mutating func steps(_ item: Item, _ what: String) -> [Step] {
        guard let items = reading.list(item, what) else { return [] }
        if items.isEmpty { reading.report("\(what) must hold at least one step", at: item.position) }
        var steps: [Step] = []
        for item in items { steps += self.steps(of: item) }
        return steps
    }

    /// The step that `item` is, or the steps it stands for.
    private mutating func steps(of item: Item) -> [Step] {
        guard let entries = reading.map(item, "a step"), let verb = verb(of: entries, at: item.position) else {
            return []
        }
        let fields = Fields(entries: entries, position: item.position)
        for entry in entries where !verb.keys.contains(entry.key) {
            if Verb.allKeys.contains(entry.key) {
                reading.report("'\(verb.rawValue)' has no '\(entry.key)'", at: entry.position)
            } else {
                let what = "key in '\(verb.rawValue)'"
                reading.reportUnknown(what, entry.key, among: verb.keys, at: entry.position)
            }
        }
        guard let object = fields[verb.rawValue] else { return [] }
        let place = SourcePlace(line: item.position.line, column: item.position.column)
        switch verb {
        case .concurrently: return concurrently(object, fields, place)
        case .repeat: return repeated(object, fields, place)
        case .cli: return cli(object, fields, place)
        case .observe: return observe(object, fields, place)
        case .crash, .http, .upgrade, .idle: return outside(verb, object, fields, place)
        default:
            guard let subject = subject(object, verb) else { return [] }
            let head = head(subject, place, at: object.position, fields)
            switch verb {
            case .run: return run(head, fields)
            case .call: return call(subject, head, fields)
            default: return step(verb, head, fields)
            }
        }
    }

    /// The verb of a step: the one key that is a verb and no option of another that is there too.
    private mutating func verb(of entries: [Entry], at position: Position) -> Verb? {
        let verbs = entries.compactMap { entry in Verb(rawValue: entry.key).map { ($0, entry) } }
        let heads = verbs.filter { candidate in
            !verbs.contains { $0.0 != candidate.0 && $0.0.options.contains(candidate.0.rawValue) }
        }
        if let (verb, _) = heads.first {
            guard heads.count == 1 else {
                let names = heads.map { "'\($0.0.rawValue)'" }.joined(separator: " and ")
                reading.report("a step has one verb, this one has \(names)", at: heads[1].1.position)
                return nil
            }
            return verb
        }
        if let entry = entries.first(where: { !Verb.allKeys.contains($0.key) }) {
            reading.reportUnknown("verb", entry.key, among: Verb.allNames, at: entry.position)
        } else {
            reading.report("a step needs a verb: \(Verb.allNames.joined(separator: ", "))", at: position)
        }
        return nil
    }

    /// What a step says besides its verb's own options.
    mutating func head(
        _ subject: Subject, _ place: SourcePlace, at position: Position, _ fields: Fields
    ) -> StepHead {
        StepHead(subject: subject, place: place, at: position, fields, labels, &reading)
    }

    private mutating func concurrently(_ item: Item, _ fields: Fields, _ place: SourcePlace) -> [Step] {
        let at = fields["at"].flatMap { MomentReader.moment($0, labels, &reading) }
        let name = naming.name(of: Subject.run.name, verb: "concurrently")
        guard let items = reading.list(item, "'concurrently'") else { return [] }
        if items.count < 2 {
            reading.report("'concurrently' needs at least two lists of steps", at: item.position)
        }
        var branches: [[Step]] = []
        for (index, item) in items.enumerated() {
            naming.branches.append("~\(index + 1)")
            branches.append(steps(item, "a branch of 'concurrently'"))
            naming.branches.removeLast()
        }
        return [Step(action: .concurrently(branches), name: name, at: at, place: place)]
    }

    private mutating func repeated(_ item: Item, _ fields: Fields, _ place: SourcePlace) -> [Step] {
        let at = fields["at"].flatMap { MomentReader.moment($0, labels, &reading) }
        let name = naming.name(of: Subject.run.name, verb: "repeat")
        let count = reading.integer(item, "'repeat'", in: 1...Self.repeatLimit)
        guard let inner = reading.required("steps", in: fields, of: "'repeat'") else { return [] }
        let steps = steps(inner, "'steps' of 'repeat'")
        guard let count else { return [] }
        return [Step(action: .repeat(Int(count), steps), name: name, at: at, place: place)]
    }
}
