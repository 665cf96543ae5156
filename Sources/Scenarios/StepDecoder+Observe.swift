internal import Documents
internal import Facets

/// `observe`, taken apart: what the trial looks at itself, the statistics call, and an exec that reports.
extension StepDecoder {
    /// What can be looked at.
    static let sights = ObservedPart.allCases.map(\.rawValue) + ["guest", "stats"]

    mutating func observe(_ item: Item, _ fields: Fields, _ place: SourcePlace) -> [Step] {
        guard let items = reading.list(item, "'observe'") else { return [] }
        if items.isEmpty {
            reading.report("'observe' names what: \(Self.sights.joined(separator: ", "))", at: item.position)
        }
        let words = items.compactMap { reading.choice($0, "thing to observe", among: Self.sights) }
        let parts = words.compactMap { ObservedPart(rawValue: $0) }
        let asked = ["guest", "stats"].filter { words.contains($0) }
        let container = observedContainer(fields, asked, at: item.position)
        var head = head(.host, place, at: item.position, fields)
        guard words.count == items.count, asked.isEmpty || container != nil else { return [] }

        // In this order, because an exec would be seen on the host.
        var calls: [ObserveCall] = parts.isEmpty ? [] : [ObserveCall(.observe(parts), "observe", part: nil)]
        if let container, words.contains("stats") {
            calls.append(ObserveCall(.stats(container), "stats", part: "stats"))
        }
        if let container, words.contains("guest") { calls += report(of: container) }
        var steps: [Step] = []
        let shares = shares(of: head.expect, among: calls)
        let under = head.under.map { (driver: $0.driver, shares: self.shares(of: $0.expect, among: calls)) }
        let label = head.label
        if let label, let first = calls.first { labels.add(label, name: first.name(of: label)) }
        for (index, call) in calls.enumerated() {
            head.subject = call.action.subject
            head.label = label.map { call.name(of: $0) }
            head.expect = shares[index]
            head.under = under.compactMap { under in under.shares[index].map { (under.driver, $0) } }
            if let step = step(call.action, verb: call.verb, head) { steps.append(step) }
            head.at = nil
        }
        return steps
    }

    /// One call of an `observe`.
    private struct ObserveCall {
        var action: Action
        var verb: String
        /// What its name has behind the label, if anything.
        var part: String?

        init(_ action: Action, _ verb: String, part: String?) {
            self.action = action
            self.verb = verb
            self.part = part
        }

        func name(of label: String) -> String { part.map { "\(label).\($0)" } ?? label }
    }

    /// The container that a report or statistics are asked of: `of`, or the only one there is.
    private mutating func observedContainer(_ fields: Fields, _ asked: [String], at position: Position) -> Subject? {
        if let item = fields["of"] {
            let name = reading.choice(item, "container", among: containers.map(\.name))
            if asked.isEmpty { reading.report("'of' is for 'guest' and 'stats'", at: item.position) }
            return name.map { Subject(container: $0) }
        }
        guard let first = asked.first else { return nil }
        let own = containers.filter { $0.name != PodSpec.sandbox }
        guard own.count == 1, let only = own.first else {
            reading.report("'\(first)' needs 'of', the container that is meant", at: position)
            return nil
        }
        return Subject(container: only.name)
    }

    /// An exec that runs the probe's report; each of a container has a name of its own, `guest`, `guest-2` ….
    private mutating func report(of container: Subject) -> [ObserveCall] {
        let count = reports[container.name, default: 0] + 1
        reports[container.name] = count
        let exec = Subject(container: container.name, exec: count == 1 ? "guest" : "guest-\(count)")
        let process = ProcessSpec(arguments: ["probe", "report"])
        processes[exec.name] = process
        return [
            ObserveCall(.exec(exec, process), "exec", part: "exec"), ObserveCall(.start(exec), "start", part: "start"),
            ObserveCall(.wait(exec), "wait", part: "wait"), ObserveCall(.delete(exec), "delete", part: "delete"),
        ]
    }

    /// The part of an `expect` that each call can show; what none can goes to the first, which reports it.
    private func shares(of expect: Item?, among calls: [ObserveCall]) -> [Item?] {
        guard let expect else { return calls.map { _ in nil } }
        guard case .map(let entries) = expect.content else {
            return calls.indices.map { $0 == 0 ? expect : nil }
        }
        let wait = calls.lastIndex { $0.verb == "wait" }
        let stats = calls.firstIndex { $0.verb == "stats" }
        let isObserved = calls.first?.verb == "observe"
        var shares: [[Entry]] = calls.map { _ in [] }
        for entry in entries {
            guard let path = try? FacetPath(parsing: entry.key), let first = path.components.first else {
                if !shares.isEmpty { shares[0].append(entry) }
                continue
            }
            var index = 0
            if let wait, first == "guest" || (!isObserved && stats == nil) {
                index = wait
            } else if let stats, FacetRules.facets(of: calls[stats].action).contains(where: { $0.path == path }),
                !isObserved || !["error", "message"].contains(first)
            {
                index = stats
            }
            if shares.indices.contains(index) { shares[index].append(entry) }
        }
        return shares.map { $0.isEmpty ? nil : Item(.map($0), at: expect.position) }
    }
}
