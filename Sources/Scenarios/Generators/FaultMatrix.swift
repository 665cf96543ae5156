/// The scenario that lets each part of a trial die during each step of a plain life: `Scenarios/faults/matrix.yaml`.
enum FaultMatrix {
    private static let steps: [(step: String, label: String)] = [
        ("create: main", "creating"), ("start: main", "starting"), ("kill: main, signal: KILL", "killing"),
        // The first kill may have been lost with what died; without another the wait could never end.
        ("kill: main, signal: KILL", again), ("wait: main", "waiting"), ("delete: main", "deleting"),
    ]
    private static let again = "killing-again"
    private static let roles = ["shim", "runtime", "events"]

    static let file: GeneratedFile = {
        let list = steps.map { "      - { \($0.step), label: \($0.label), expect: { error: anything } }" }
        let text = """
            \(GeneratedFile.head)
            id: faults/matrix
            title: A part of the pod dies during a step of its life, and nothing stays
            because: Whatever dies, and whenever, the node must get everything back.
            origin: ["kata#5246", "kata#10969", "containerd: runtime v2, delete of a dead shim"]
            covers: [shim-delete, task-delete, sandbox-stop]
            tier: nightly
            # A shim whose event endpoint is gone lingers for seconds.
            weight: waiting
            generated: true
            vary:
              role: [\(roles.joined(separator: ", "))]
              step: [\(steps.map(\.label).filter { $0 != again }.joined(separator: ", "))]
            containers:
              main: { process: [probe, sleep] }
            steps:
              # One list, so that what begins during any of its steps can stand behind it.
              - repeat: 1
                steps:
            \(list.joined(separator: "\n"))
              - crash: "${role}"
                at: { step: "${step}" }
                expect: { error: anything }
            expect:
              host/left/processes: 0
              host/left/mounts: 0
              host/left/cgroups: 0
              host/left/namespaces: 0
            compare:
              - { facets: "main/**", as: ignore, because: "How far a call comes before the crash is a race." }
              - { facets: "host/posture/**", as: ignore, because: "What is still there to be looked at is a race." }
              - { facets: "run/**", as: ignore, because: "How the shim ends follows from the crash." }
            """
        return GeneratedFile(path: "Scenarios/faults/matrix.yaml", text: text + "\n")
    }()
}
