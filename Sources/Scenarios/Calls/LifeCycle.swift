internal import Facets

/// The life of every container and exec of a scenario, as far as its steps tell it.
///
/// A value: it is given the steps one after another and says in which state each call finds its object. What a step
/// demands decides whether it changes anything: one that must fail does not, nor one that makes no sense in that state.
package struct LifeCycle: Sendable, Hashable {
    private var states: [String: TaskState] = [:]
    /// Containers that are paused.
    private var paused: Set<String> = []

    package init() {}

    /// The state of a container or exec by its name.
    package func state(of subject: Subject) -> TaskState {
        let own = states[subject.name] ?? .unknown
        return own == .running && paused.contains(subject.container ?? "") ? .paused : own
    }

    /// The calls that the steps make, in the order of the file, and their states; what follows is the state after them.
    package mutating func walk(_ steps: [Step]) -> [CallMade] {
        steps.flatMap { walk($0) }
    }

    private mutating func walk(_ step: Step) -> [CallMade] {
        switch step.action {
        case .repeat(let times, let inner):
            // The second time may find another state than the first, the third finds that of the second.
            return walk(inner) + (times > 1 ? walk(inner) : [])
        case .concurrently(let branches):
            let before = self
            var calls: [CallMade] = []
            for branch in branches {
                var life = before
                calls += life.walk(branch)
                adopt(life, since: before)
            }
            return calls
        default:
            let calls = self.calls(of: step.action)
            if step.canSucceed { apply(step.action) }
            return calls
        }
    }

    private func calls(of action: Action) -> [CallMade] {
        guard let call = TaskCall(action), let container = action.subject.container else { return [] }
        let subject = action.subject
        var calls = [
            CallMade(call: call, object: subject.exec == nil ? .container : .exec, state: state(of: subject))
        ]
        if call == .exec {
            calls.append(
                CallMade(call: call, object: .container, state: state(of: Subject(container: container))))
        }
        return calls
    }

    private mutating func apply(_ action: Action) {
        let subject = action.subject
        let container = subject.container ?? ""
        switch (action, state(of: subject)) {
        case (.create, .unknown), (.create, .deleted), (.exec, .unknown), (.exec, .deleted):
            states[subject.name] = .created
        case (.start, .created): states[subject.name] = .running
        case (.ready, .created): states[subject.name] = .running
        case (.pause, .running): paused.insert(container)
        case (.resume, .paused): paused.remove(container)
        case (.wait, .created), (.wait, .running), (.wait, .paused): stop(subject)
        case (.delete, .stopped), (.delete, .created):
            states[subject.name] = .deleted
            if subject.exec == nil { end(container, .deleted) }
        default: break
        }
    }

    private mutating func stop(_ subject: Subject) {
        states[subject.name] = .stopped
        guard subject.exec == nil, let container = subject.container else { return }
        paused.remove(container)
        end(container, .stopped)
    }

    /// What a container's end means for its execs.
    private mutating func end(_ container: String, _ end: TaskState) {
        for (name, state) in states where name.hasPrefix("\(container).") {
            if end == .deleted || state == .running { states[name] = end }
        }
    }

    /// Takes over what a branch has changed; of two changes to one object the later in life.
    private mutating func adopt(_ branch: LifeCycle, since before: LifeCycle) {
        for (name, state) in branch.states where state != before.states[name] {
            let mine = states[name] ?? .unknown
            let isChanged = mine != before.states[name] ?? .unknown
            if !isChanged || TaskState.rank(state) > TaskState.rank(mine) { states[name] = state }
        }
        if branch.paused != before.paused { paused = branch.paused }
    }
}

extension TaskState {
    fileprivate static func rank(_ state: TaskState) -> Int { allCases.firstIndex(of: state) ?? 0 }
}

/// A call of a scenario, and the state that it finds its object in.
package struct CallMade: Sendable, Hashable {
    package var call: TaskCall
    package var object: TaskObject
    package var state: TaskState

    package init(call: TaskCall, object: TaskObject, state: TaskState) {
        self.call = call
        self.object = object
        self.state = state
    }
}

extension Step {
    /// Whether what is demanded of its error lets it succeed.
    fileprivate var canSucceed: Bool {
        expect.filter { $0.path.components == ["error"] }.allSatisfy { $0.matcher.allowsAbsence }
    }
}

extension Matcher {
    fileprivate var allowsAbsence: Bool {
        switch self {
        case .absent, .ok: true
        case .oneOf(let matchers): matchers.contains(where: \.allowsAbsence)
        case .scalar, .any, .matches, .range, .inOrder, .anyOrder: false
        }
    }
}
