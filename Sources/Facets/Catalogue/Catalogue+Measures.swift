extension Catalogue {
    /// Phases and what is made of them; each may stand under its subject.
    static let measures: [CatalogueEntry] =
        phases.flatMap { name, component, about -> [CatalogueEntry] in
            [
                entry(name, kind: "number", unit: "nanoseconds", .distribution, .major, component, about),
                entry("*", name, kind: "number", unit: "nanoseconds", .distribution, .major, component, about),
            ]
        } + own + [
            entry(
                "agent-calls", kind: "number", unit: "count", .distribution, .minor, "agent-calls",
                "How many calls of the shim's arrived at the agent and the hypervisor.")
        ]

    /// What of the task calls was the shim's own; for execs under their own names.
    private static let own: [CatalogueEntry] = ["own-*", "reply-*", "exit-told", "exec-exit-told"].flatMap { name in
        [[name], ["*", name]].map { components in
            CatalogueEntry(
                FacetPattern(components: components), kind: "number", unit: "nanoseconds", comparison: .distribution,
                severity: .major, component: name.hasSuffix("told") ? "exit" : "task-api",
                about: about[String(name.prefix { $0 != "*" })] ?? "")
        }
    }

    private static let about = [
        "own-": "What of a task call passed while neither agent nor hypervisor owed an answer; own-time is all of it.",
        "reply-": "From the last answer that a task call had waited for to its reply.",
        "exit-told": "From the agent's word that a process has ended to the exit event.",
        "exec-exit-told": "The same of an exec.",
    ]

    private static let phases: [(name: String, component: String, about: String)] = [
        ("pod-ready", "life-cycle", "From launching the shim to the workload's first output."),
        ("pod-gone", "life-cycle", "From the last kill to the shim gone and its delete done."),
        ("shim-start", "shim-start", "The shim's start, from its launch to its end."),
        ("connect", "shim-start", "From the end of start to the connection."),
        ("create-container", "task-api", "The call that creates a container."),
        ("start", "task-api", "The call that starts a container."),
        ("first-output", "io", "From starting a container to its first output."),
        ("ready", "io", "From starting a container to its first line."),
        ("kill", "signals", "The call that signals a container."),
        ("exit-seen", "exit", "From the signal to the answer of wait."),
        ("exit-event", "exit", "From the signal to the exit event."),
        ("exit-reported", "exit", "From the end that the shim tells to the later of wait's answer and the exit event."),
        ("delete", "task-api", "The call that deletes a container."),
        ("shutdown", "task-api", "The call that shuts the shim down."),
        ("shim-gone", "shim-process", "From asking for the shutdown to the end of the shim."),
        ("clean", "shim-delete", "The shim's delete, as containerd runs it at the end."),
        ("exec-create", "exec", "The call that adds an exec."),
        ("exec-start", "exec", "The call that starts an exec."),
        ("exec-first-output", "io", "From starting an exec to its first output."),
        ("exec-ready", "io", "From starting an exec to its first line."),
        ("exec-kill", "signals", "The call that signals an exec."),
        ("exec-exit-seen", "exit", "From the signal to the answer of wait for an exec."),
        ("exec-exit-event", "exit", "From the signal to the exit event of an exec."),
        ("exec-exit-reported", "exit", "From the end of an exec that the shim tells to the later of both reports."),
        ("exec-round-trip", "exec", "From adding an exec to the answer of wait for it."),
        ("exec-delete", "exec", "The call that deletes an exec."),
    ]
}
