/// The scenarios that wait for what has not ended, while another step ends it: `wait-on-<object>-<state>.yaml`.
enum WaitScenarios {
    static let files: [GeneratedFile] = TaskObject.allCases.flatMap { object in
        [TaskState.created, .running, .paused].map { file(object, $0) }
    }

    private static func file(_ object: TaskObject, _ state: TaskState) -> GeneratedFile {
        let what = object == .container ? "a container" : "an exec"
        let subject = object == .container ? "main" : "main.x"
        let name = "state/wait-on-\(object.rawValue)-\(state.rawValue)"
        let way = CallScenarios.way(object, state).map { "  " + $0 }.joined(separator: "\n")
        let text = """
            \(GeneratedFile.head)
            id: \(name)
            title: Waiting for \(what) \(CallScenarios.phrase(state)) until it ends
            because: containerd waits from the beginning to the end; one that is never told of it hangs for ever.
            origin: ["containerd: runtime v2 task API, Wait", "kata#10288"]
            covers: [wait-exit, signal-delivery]
            tier: nightly
            generated: true
            containers:
              main: { process: [probe, sleep] }
            steps:
            \(way)
              - concurrently:
                  - [{ wait: \(subject), label: waiting, within: 20s, expect: { exit: 137 } }]
                  - [\(end(object, state))]
              - delete: \(subject)
            """
        return GeneratedFile(path: "Scenarios/\(name).yaml", text: text + "\n")
    }

    /// What ends it, a little after the wait has begun.
    private static func end(_ object: TaskObject, _ state: TaskState) -> String {
        let subject = object == .container ? "main" : "main.x"
        var steps = ["{ idle: 50ms }"]
        if state == .created, object == .exec { steps.append("{ start: main.x }") }
        if state == .paused { steps.append("{ resume: main }") }
        return (steps + ["{ kill: \(subject), signal: KILL }"]).joined(separator: ", ")
    }
}
