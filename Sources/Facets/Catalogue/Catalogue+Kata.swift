extension Catalogue {
    /// What Kata's own extractors make: the VMM's command line, the management endpoint, logs by who speaks.
    static let kata: [CatalogueEntry] = [
        entry(
            "host", "qemu", kind: "bag of text", .bag, .minor, "posture",
            "The options of QEMU's command line, by name."),
        entry(
            "host", "qemu", "as", "**", kind: "text or bag of text", .shown, .minor, "posture",
            "The properties of an option of QEMU's by what it is for: memory, network, balloon, sharing of files."),
        entry(
            "host", "qemu", "**", kind: "text or bag of text", .bag, .minor, "posture",
            "A property of an option of QEMU's command line, by meaning; or which properties it has."),
        entry(
            "host", "kata-left", "*", kind: "bag of text", .shown, .minor, "cleanup",
            "What was left on the host, by the points of Kata's leak list; host/left tells it by kind."),
        fault(
            "host", "sandbox", "left", severity: .blocker, component: "cleanup",
            about:
                "What a sandbox left where only Kata's observer looks: the pod's network, devices, vsock, huge pages."),
        entry(
            "host", "sandbox", "processes", kind: "bag of text", .bag, .minor, "posture",
            "The processes of a running sandbox by role: shim, vmm, virtiofsd, nydusd."),
        entry(
            "host", "sandbox", "network", kind: "bag of text", .bag, .minor, "network",
            "The links of a running pod's network namespace, and where what comes in over each goes."),
        entry(
            "host", "sandbox", "*", "unlike-known", kind: "bag of text", .bag, .minor, "posture",
            "How a running sandbox differs from what is known of its shim's release."),
        entry(
            "host", "sandbox", "*", kind: "bag of text", .shown, .minor, "posture",
            "The state folders and cgroups of a running sandbox, which are each shim's own."),
        fault(
            "host", "management", "*", "faults", severity: .major, component: "metrics",
            about: "What is wrong with an answer of the management endpoint, by what is due of the shim's release."),
        fault(
            "host", "metrics", "faults", severity: .major, component: "metrics",
            about: "What is wrong with the metrics as a whole: families that are due and missing, lines that are none."),
        entry(
            "host", "management", "*", "survived", kind: "bool", .blocker, "metrics",
            "Whether the shim was still alive after a question to its management endpoint."),
        entry(
            "host", "management", "*", "outcome", kind: "text", .major, "metrics",
            "What a question to the management endpoint came to: a status, hang, closed, garbage or absent."),
        entry(
            "run", "http*", "status", kind: "integer", .major, "metrics",
            "The status that an answer by HTTP has."),
        entry(
            "*", "**", "survived", kind: "bool", .blocker, "metrics",
            "Whether the shim lived through a question by HTTP."),
        entry(
            "host", "metrics", kind: "bag of text", .bag, .major, "metrics",
            "The families of metrics that the management endpoint offers."),
        entry(
            "host", "metrics", "*", "**", kind: "text or bag of text", .bag, .minor, "metrics",
            "A family's type, labels, items and units; never its values."),
    ]

    /// Its logs by who speaks, after those of every shim: `run/log/error/messages` is one of these.
    static let kataLogs: [CatalogueEntry] = [
        entry(
            "run", "log", "*", "error", "templates", kind: "bag of text", .bag, .major, "logs",
            "The errors that an agent, a VMM, a guest or a virtiofsd logged, each once and without what varies."),
        entry(
            "run", "log", "*", "critical", "templates", kind: "bag of text", .bag, .major, "logs",
            "What was critical to whoever logged it, each once and without what varies."),
        entry(
            "run", "log", "*", "*", kind: "integer", unit: "count", .shown, .minor, "logs",
            "How many records of a level came from whoever the path names."),
    ]
}
