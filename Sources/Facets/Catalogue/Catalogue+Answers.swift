extension Catalogue {
    /// The typed fields of the task service's answers.
    static let answers: [CatalogueEntry] = [
        entry("*", "**", "exit", kind: "integer", .blocker, "exit", "The exit status that an answer tells."),
        entry(
            "*", "**", "exited-at", kind: "text", .major, "exit",
            "What kind of time an answer says that the process ended at: set, zero, unix-epoch, before-start, future."),
        entry(
            "*", "**", "pid", kind: "text", .major, "task-api",
            "What the pid of an answer refers to: pid:NAME, shim:NAME, zero or stranger."),
        entry("*", "**", "shim-pid", kind: "text", .major, "task-api", "What the shim's pid refers to."),
        entry("*", "**", "task-pid", kind: "text", .major, "task-api", "What the task's pid refers to."),
        entry("*", "**", "version", kind: "text", .minor, "task-api", "The version that Connect answers."),
        entry("*", "**", "status", kind: "text", .major, "task-api", "The state of the process, in small letters."),
        entry("*", "**", "id", kind: "text", .major, "task-api", "The id that State answers, names in place."),
        entry("*", "**", "exec-id", kind: "text", .major, "task-api", "The exec's id that State answers."),
        entry("*", "**", "bundle", kind: "text", .major, "task-api", "The bundle that State answers."),
        entry("*", "**", "terminal", kind: "bool", .major, "task-api", "Whether State says that there is a terminal."),
        entry("*", "**", "stdin", kind: "text", .major, "task-api", "The path of stdin that State answers."),
        entry("*", "state*", "stdout", kind: "text", .major, "task-api", "The path of stdout that State answers."),
        entry("*", "state*", "stderr", kind: "text", .major, "task-api", "The path of stderr that State answers."),
        entry(
            "*", "**", "state*", "stdout", kind: "text", .major, "task-api", "The path of stdout that State answers."),
        entry(
            "*", "**", "state*", "stderr", kind: "text", .major, "task-api", "The path of stderr that State answers."),
        entry(
            "*", "**", "count", kind: "integer", unit: "count", .major, "task-api", "How many processes Pids answers."),
        entry("*", "**", "list", kind: "bag of text", .bag, .major, "task-api", "What the pids of Pids refer to."),
        entry(
            "*", "**", "execs", kind: "bag of text", .bag, .minor, "task-api",
            "The exec ids that stand beside the pids of Pids."),
        entry(
            "*", "**", "created-at", kind: "text", .major, "task-api",
            "What kind of time the sandbox service says that the sandbox was made at: set, zero, future …"),
        entry(
            "*", "**", "info", kind: "integer", unit: "count", .shown, .minor, "task-api",
            "How many words of its own the sandbox's status has."),
        entry(
            "*", "**", "platform", "*", kind: "text", .major, "task-api",
            "The system, processor and variant of it that the sandbox says it can run: os, arch, variant."),
        entry("*", "**", "type", kind: "text", .major, "metrics", "The type of the metrics."),
        entry(
            "*", "**", "families", kind: "bag of text", .bag, .minor, "metrics", "Which families of metrics there are."),
        entry(
            "*", "**", "memory", "limit", kind: "integer", unit: "bytes", .major, "metrics",
            "The memory limit that the metrics tell."),
        entry("*", "**", "pids", "limit", kind: "integer", .major, "metrics", "The pids limit that the metrics tell."),
        entry(
            "*", "**", "pids", "current", kind: "integer", .shown, .minor, "metrics",
            "How many processes the metrics tell; the runtime's own may be among them."),
    ]
}
