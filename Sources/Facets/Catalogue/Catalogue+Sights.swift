extension Catalogue {
    /// What is seen of a trial's processes from the host, at the trial's own look (`host/posture`) and at steps that look.
    ///
    /// A privilege too many is a blocker. What a shim's run-time library varies by itself is only shown.
    static let postures: [CatalogueEntry] = [
        posture(
            "*", "capabilities", "*", kind: "bag of text", .bag, .blocker, privileges,
            "The members of a capability set."),
        posture(
            "*", "seccomp", "filters", kind: "integer", .exact, .major, privileges, "How many seccomp filters it has."),
        posture("*", "seccomp", kind: "text", .exact, .blocker, privileges, "Its seccomp mode: off, strict or filter."),
        posture(
            "*", "no-new-privileges", kind: "bool", .exact, .blocker, privileges,
            "Whether executing a program can give it privileges."),
        posture(
            "*", "users", kind: "integer or record", .exact, .blocker, privileges,
            "Its user ids; one if all are the same."),
        posture("*", "groups", kind: "integer or record", .exact, .blocker, privileges, "Its group ids."),
        posture("*", "supplementary", kind: "bag of integer", .bag, .blocker, privileges, "Its further groups."),
        posture(
            "*", "namespaces", "*", kind: "text", .exact, .blocker, privileges,
            "Whose namespace it lives in: same as the lane, own, or of another process of the trial."),
        posture("*", "label", kind: "text", .exact, .blocker, privileges, "Its security label."),
        posture("*", "root", kind: "text", .exact, .blocker, privileges, "Its root directory as the host has it."),
        posture(
            "workload:*", "descriptors", kind: "bag of text", .bag, .blocker, privileges,
            "What it has open, by number: one too many is a way out of the container."),
        posture(
            "*", "descriptors", "**", kind: "bag of text", .shown, .minor, standing, "What it has open, by number."),
        posture("*", "cgroups", "*", kind: "text", .exact, .major, standing, "Its cgroup in a hierarchy."),
        posture("*", "oom-score-adjust", kind: "integer", .exact, .major, standing, "How readily the kernel kills it."),
        posture("*", "directory", kind: "text", .exact, .minor, standing, "Its working directory."),
        posture("*", "umask", kind: "text", .exact, .minor, standing, "The mode bits that its new files don't get."),
        // Every process blocks signals for moments, in system calls of its own; the look falls on one now and then.
        posture("*", "signals", "blocked", kind: "bag of integer", .shown, .minor, standing, "Signals that it blocks."),
        posture(
            "workload:*", "signals", "ignored", kind: "bag of integer", .bag, .major, standing,
            "Signals that it ignores."),
        posture("*", "signals", "ignored", kind: "bag of integer", .bag, .minor, standing, "Signals that it ignores."),
        posture("workload:*", "threads", kind: "integer", .exact, .minor, standing, "How many threads it has."),
        posture("*", "threads", kind: "integer", .shown, .minor, standing, "How many threads it has."),
        posture(
            "shim*", "command", kind: "text", .shown, .minor, standing, "Its name, that of the contender's own program."
        ),
        posture("*", "command", kind: "text", .exact, .minor, standing, "Its name."),
        posture("workload:*", "program", kind: "text", .exact, .minor, standing, "Its first argument."),
        posture(
            "*", "program", kind: "text", .shown, .minor, standing, "Its first argument, a path of the contender's own."
        ),
        posture("workload:*", "arguments", kind: "list of text", .exact, .minor, standing, "Its arguments."),
        posture("*", "arguments", kind: "list of text", .template, .minor, standing, "Its arguments, names in place."),
        posture(kind: "bag of text", .bag, .major, standing, "The processes of the trial, by role."),
    ]

    /// What the shim goes on keeping between two looks of a trial.
    ///
    /// Memory is only shown: containerd's own shim was seen beyond the bound in 2 of 19 trials with nothing wrong.
    static let growths: [CatalogueEntry] = [
        entry(
            "*", "**", "growth", "*", "descriptors", kind: "text", .blocker, "footprint",
            "Whether the shim holds far more descriptors at this step than at the first look: steady or grown."),
        entry(
            "*", "**", "growth", "*", "memory", kind: "text", .shown, .minor, "footprint",
            "Whether the shim holds far more memory at this step than at the first look: steady or grown."),
    ]

    /// What the trial's processes take, added up by role; at a step that looks, under the step's path.
    static let footprints: [CatalogueEntry] = amounts.flatMap { name, unit, about -> [CatalogueEntry] in
        [["footprint", "*", name], ["*", "**", "footprint", "*", name]].map { components in
            CatalogueEntry(
                FacetPattern(components: components), kind: "number", unit: unit, comparison: .distribution,
                severity: .major, component: "footprint", about: about)
        }
    }

    private static let amounts: [(name: String, unit: String, about: String)] = [
        ("rss", "bytes", "Resident memory, shared pages in full."),
        ("pss", "bytes", "Resident memory, shared pages divided by how many share them."),
        ("private", "bytes", "Resident memory that would be free without the process."),
        ("swap", "bytes", "Memory that was swapped out."),
        ("peak", "bytes", "The most memory that was ever resident."),
        ("threads", "count", "How many threads there are."),
        ("descriptors", "count", "How many descriptors are open."),
    ]

    /// The shim's log, by level.
    static let logs: [CatalogueEntry] = [
        entry(
            "run", "log", "fatal", kind: "integer", unit: "count", .exact, .major, "logs",
            "How many lines of the shim's log tell of a panic or the like."),
        entry(
            "run", "log", "fatal", "messages", kind: "bag of text", .template, .major, "logs",
            "What those lines say, each message once."),
        entry(
            "run", "log", "error", "messages", kind: "bag of text", .template, .minor, "logs",
            "The errors that the shim logged, each message once."),
        entry(
            "run", "log", "warning", "messages", kind: "bag of text", .template, .minor, "logs",
            "The warnings that the shim logged, each message once."),
        entry(
            "run", "log", "*", kind: "integer", unit: "count", .shown, .minor, "logs",
            "How many lines of a level the shim logged; what is logged again and again depends on the time."),
    ]

    private static let privileges = "privileges"
    private static let standing = "posture"

    /// An entry below `posture`, wherever that stands.
    private static func posture(
        _ components: String..., kind: String, _ comparison: CatalogueEntry.Comparison, _ severity: Severity,
        _ component: String,
        _ about: String
    ) -> CatalogueEntry {
        CatalogueEntry(
            FacetPattern(components: ["*", "**", "posture"] + components), kind: kind,
            comparison: comparison, severity: severity, component: component, about: about)
    }
}
