/// The scenarios that make every call in every state: `Scenarios/state/calls-on-<object>-<state>.yaml`.
enum CallScenarios {
    static let files: [GeneratedFile] = TaskObject.allCases.flatMap { object in
        TaskState.allCases.map { file(object, $0) }
    }

    /// Calls that are the way into the next state: every other scenario makes them there.
    private static let plain: Set<CallMade> = [
        CallMade(call: .create, object: .container, state: .unknown),
        CallMade(call: .start, object: .container, state: .created),
        CallMade(call: .exec, object: .exec, state: .unknown), CallMade(call: .start, object: .exec, state: .created),
    ]

    private static func file(_ object: TaskObject, _ state: TaskState) -> GeneratedFile {
        let rows = TaskCall.allCases.compactMap { call -> String? in
            guard call.concerns(object), !plain.contains(CallMade(call: call, object: object, state: state)),
                let error = CallDemand.error(of: call, on: object, state)
            else { return nil }
            let subject = object == .exec ? "main.x" : call == .exec ? "main.new" : "main"
            return "  - { verb: \(call.verb), object: \(subject), error: \(error) }"
        }
        let what = object == .container ? "a container" : "an exec"
        let name = "state/calls-on-\(object.rawValue)-\(state.rawValue)"
        let text = """
            \(GeneratedFile.head)
            id: \(name)
            title: Every call on \(what) \(phrase(state))
            because: Callers retry, race and err; what a call does in the wrong state must be an answer, and no harm.
            origin: ["containerd: runtime v2 task API", "OCI runtime spec: lifecycle", "kata#13435"]
            covers: [\(object == .container ? "error-mapping" : "exec, error-mapping")]
            tier: nightly
            generated: true
            vary:
            \(rows.joined(separator: "\n"))
            containers:
              main: { process: \(process(object, state)) }
            steps:
            \(steps(object, state))
            """
        return GeneratedFile(path: "Scenarios/\(name).yaml", text: text + "\n")
    }

    static func phrase(_ state: TaskState) -> String {
        switch state {
        case .unknown: "that was never made"
        case .created: "that was created and not started"
        case .running: "that runs"
        case .paused: "that is paused"
        case .stopped: "that has ended"
        case .deleted: "that was deleted"
        }
    }

    /// The container's process: it ends at once where that is the way to the state.
    static func process(_ object: TaskObject, _ state: TaskState) -> String {
        object == .container && (state == .stopped || state == .deleted)
            ? #"[probe, exit, "0"]"# : "[probe, sleep]"
    }

    private static func steps(_ object: TaskObject, _ state: TaskState) -> String {
        let call = ["- call: \"${object}\"", "  verb: \"${verb}\"", "  expect: { error: \"${error}\" }"]
        // A file speaks only of execs that it adds; and the name must still be free.
        let after =
            object == .exec && state == .unknown
            ? ["- { run: main.x, process: [probe, exit, \"0\"], expect: { exit: 0 } }"] : []
        return (way(object, state) + call + after).map { "  " + $0 }.joined(separator: "\n")
    }

    /// The steps that lead to a state.
    static func way(_ object: TaskObject, _ state: TaskState) -> [String] {
        let up = ["- run: main", "- ready: main"]
        guard object == .exec else {
            return switch state {
            case .unknown: []
            case .created: ["- create: main"]
            case .running: up
            case .paused: up + ["- pause: main"]
            case .stopped: ["- run: main", "- wait: main"]
            case .deleted: ["- run: main", "- wait: main", "- delete: main"]
            }
        }
        let sleeping = ["- { exec: main.x, process: [probe, sleep] }"]
        let ended = ["- { exec: main.x, process: [probe, exit, \"0\"] }", "- start: main.x", "- wait: main.x"]
        return switch state {
        case .unknown: up
        case .created: up + sleeping
        case .running: up + sleeping + ["- start: main.x", "- ready: main.x"]
        case .paused: up + sleeping + ["- start: main.x", "- ready: main.x", "- pause: main"]
        case .stopped: up + ended
        case .deleted: up + ended + ["- delete: main.x"]
        }
    }
}
