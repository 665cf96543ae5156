extension Catalogue {
    /// What is known of every facet and measure that comes of driving a shim over its own API.
    ///
    /// The first entry that fits a path declares it, so the particular ones come first. Severities: what loses output or
    /// tells an exit wrong, hangs, leaks or crashes is a blocker; an error code, an event or a payload major; the rest
    /// minor.
    package static let shim = Catalogue(
        [
            conversation, kata, guests, postures, growths, events, logs, kataLogs, run, host, programs, answers,
            outputs, steps,
            measures, footprints,
        ].flatMap { $0 })

    /// An entry that is compared exactly.
    static func entry(
        _ components: String..., kind: String, unit: String? = nil, _ severity: Severity, _ component: String,
        _ about: String
    ) -> CatalogueEntry {
        CatalogueEntry(
            FacetPattern(components: components), kind: kind, unit: unit, comparison: .exact, severity: severity,
            component: component, about: about)
    }

    static func entry(
        _ components: String..., kind: String, unit: String? = nil, _ comparison: CatalogueEntry.Comparison,
        _ severity: Severity, _ component: String, _ about: String
    ) -> CatalogueEntry {
        CatalogueEntry(
            FacetPattern(components: components), kind: kind, unit: unit, comparison: comparison, severity: severity,
            component: component, about: about)
    }

    private static let run: [CatalogueEntry] = [
        entry(
            "run", "daemon", kind: "text", .blocker, "shim-process",
            "What became of the shim's daemon: gone, stays or crashed."),
        entry(
            "run", "daemon", "exit", kind: "bag of integer", .bag, .major, "shim-process",
            "What the shim's daemon ended with."),
        entry(
            "run", "violations", kind: "bag of text", .bag, .major, "protocol",
            "Where the shim broke the ttrpc protocol."),
        entry(
            "*", "exit-agreement", kind: "text or record", .blocker, "exit",
            "Whether wait, event, state and delete tell one exit status."),
    ]

    private static let host: [CatalogueEntry] = [
        entry(
            "host", "left", "*", kind: "integer", unit: "count", .blocker, "cleanup",
            "How many objects of a kind the trial left on the host."),
        entry("host", "left", "*", "names", kind: "bag of text", .bag, .blocker, "cleanup", "Which objects were left."),
        entry(
            "host", "gone", kind: "bag of text", .bag, .blocker, "cleanup",
            "What was on the host before the trial and is no more."),
        entry(
            "host", "changed", kind: "bag of text", .bag, .blocker, "cleanup",
            "Which device nodes and folders of the host have another owner, group or mode after the trial."),
        entry(
            "*", "**", "left", "*", kind: "integer", unit: "count", .major, "cleanup",
            "How many objects of a kind the host holds more at this step."),
        entry(
            "*", "**", "left", "*", "names", kind: "bag of text", .bag, .major, "cleanup",
            "Which objects the host holds more at this step."),
        entry(
            "*", "**", "gone", kind: "bag of text", .bag, .major, "cleanup",
            "What the host held before the trial and does not at this step."),
        entry(
            "*", "**", "changed", kind: "bag of text", .bag, .major, "cleanup",
            "Which device nodes and folders of the host have another owner, group or mode at this step."),
    ]

    private static let programs: [CatalogueEntry] = [
        entry(
            "*", "**", "launch", "answer", kind: "text", .minor, "shim-start",
            "How the shim's start spells its answer: address, json, message, empty or garbage."),
        entry("*", "**", "launch", "rc", kind: "integer", .major, "shim-start", "What the shim's start ended with."),
        entry(
            "*", "down.cli-delete*", "rc", kind: "integer", .major, "shim-delete",
            "What the shim's delete ended with."),
        entry("*", "**", "rc", kind: "integer", .major, "command-line", "What the shim's program ended with."),
        entry("cli", "**", "stdout", kind: "text", .template, .minor, "command-line", "What the program printed."),
        entry(
            "cli", "**", "stderr", kind: "text", .shown, .minor, "command-line",
            "What the program wrote to stderr; log lines with times in them."),
    ]

    private static let outputs: [CatalogueEntry] =
        ["stdout", "stderr"].flatMap { stream -> [CatalogueEntry] in
            [
                entry(
                    "*", "**", stream, "bytes", kind: "integer", unit: "bytes", .blocker, "io",
                    "How much the process wrote to \(stream)."),
                entry(
                    "*", "**", stream, "digest", kind: "text", .blocker, "io",
                    "The SHA-256 of what the process wrote to \(stream), names in place."),
                entry(
                    "*", "**", stream, "closed", kind: "bool", .major, "io",
                    "Whether the end of \(stream) was seen after the process had ended."),
                entry(
                    "*", "**", stream, kind: "text or bytes", .blocker, "io",
                    "What the process wrote to \(stream); a text up to 256 bytes."),
            ]
        }

    private static let steps: [CatalogueEntry] = [
        entry(
            "*", "**", "error", kind: "text", .major, "task-api",
            "How the step failed: a status in small letters, timeout or broken; absent when it succeeded."),
        entry(
            "*", "**", "hang", kind: "bool", .blocker, "task-api", "That the step ran out of its deadline."),
        entry("*", "**", "message", kind: "text", .template, .minor, "task-api", "The message of a refusal."),
        entry("*", "**", "details", kind: "bytes", .minor, "task-api", "The details of a refusal."),
        entry(
            "*", "**", "malformed", kind: "text", .major, "protocol", "Why the answer is no protobuf message."),
        entry(
            "*", "**", "unknown", "*", kind: "value", .minor, "task-api", "A field of the answer that no table knows."),
        entry(
            "*", "**", "wire", "**", kind: "text", .minor, "task-api",
            "A zero that is spelled out on the wire, where protobuf leaves it out."),
    ]
}
