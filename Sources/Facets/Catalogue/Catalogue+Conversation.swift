extension Catalogue {
    /// What a shim asks its agent and its hypervisor: where only a stand-in for the guest can hear it.
    ///
    /// What decides what a workload may do is a blocker, as it is where the workload sees it; what it runs with is major.
    static let conversation: [CatalogueEntry] =
        [
            asked(
                "*", "answer", kind: "text", .exact, .major, calls,
                "How the guest refused a call; none if it never answered."),
            asked(
                "*", "timeout", kind: "text", .exact, .minor, calls,
                "How long the shim waits for an answer, up to a step."),
            asked("*", "malformed", kind: "text", .exact, .major, calls, "Why a request is no message."),
            asked(
                "*", "data", kind: "integer", .exact, .major, "agent-files",
                "How many bytes of a file or of input were sent."),
        ] + privileges + parts + [
            entry(
                "*", "asked", kind: "bag of text", .bag, .major, calls,
                "What the shim asked by itself about a subject, in no order; what it asks again and again once."),
            entry(
                "*", "**", "asked", kind: "list of text", .sequence, .major, calls,
                "What a step's call had the shim ask of the agent and the hypervisor, in order."),
            asked("**", kind: "value", .bag, .minor, calls, "A value in a call to the agent or the hypervisor."),
        ]

    private static let calls = "agent-calls"

    /// Privileges in the specification that the agent is sent; a member's place is the OCI specification's.
    private static let privileges: [CatalogueEntry] = [
        ["capabilities", "*"], ["noNewPrivileges"], ["seccomp", "**"], ["user", "**"], ["apparmorProfile"],
        ["selinuxLabel"], ["maskedPaths"], ["readonlyPaths"], ["namespaces", "**"], ["root", "readonly"],
    ].map { place in
        CatalogueEntry(
            FacetPattern(components: ["*", "**", "asked", "*", "**"] + place), kind: "value", comparison: .bag,
            severity: .blocker, component: "agent-privileges", about: "What the agent is told that a process may do.")
    }

    private static let parts: [CatalogueEntry] = [
        part(["process", "**"], "agent-process", "What a process is started with."),
        part(["mounts", "**"], "agent-mounts", "The mounts that the agent is to make."),
        part(["storages", "**"], "agent-mounts", "What the agent is to mount before it makes a container."),
        part(["shared-mounts", "**"], "agent-mounts", "What containers are to share."),
        part(["root", "**"], "agent-mounts", "The root file system that the agent is told."),
        part(["devices", "**"], "agent-devices", "The devices that the agent is told."),
        part(["resources", "**"], "agent-limits", "The limits that the agent is told."),
        part(["dns"], "agent-network", "The lines of the guest's resolv.conf."),
        part(["hostname"], "agent-network", "The guest's name."),
        part(["interface", "**"], "agent-network", "A link that the guest is to have."),
        part(["routes", "**"], "agent-network", "The routes that the guest is to have."),
        part(["neighbours", "**"], "agent-network", "The neighbours that the guest is told."),
        part(["sysctl", "**"], "agent-kernel", "The kernel's settings that the agent is to make."),
        part(["kernel-modules", "**"], "agent-kernel", "The kernel's modules that the agent is to load."),
        part(["hooks", "**"], "agent-process", "The hooks that the agent is to run."),
        part(["guest-hook-path"], "agent-process", "Where in the guest hooks lie."),
        part(["sandbox-pidns"], "agent-process", "Whether the sandbox's processes are joined."),
        part(["signal"], "agent-process", "The signal that a process is to get."),
        part(["container"], "agent-process", "Which container a call is about."),
        part(["exec"], "agent-process", "Which process of a container a call is about."),
        part(["rows"], "agent-process", "The height of a terminal."),
        part(["columns"], "agent-process", "The width of a terminal."),
        part(["path"], "agent-files", "Where in the guest a file is put."),
        part(["size"], "agent-files", "How long a file is."),
        part(["mode"], "agent-files", "The mode of a file that is copied into the guest."),
        part(["uid"], "agent-files", "Whose a file is that is copied into the guest."),
        part(["gid"], "agent-files", "Whose group's a file is that is copied into the guest."),
    ]

    private static func part(_ place: [String], _ component: String, _ about: String) -> CatalogueEntry {
        CatalogueEntry(
            FacetPattern(components: ["*", "**", "asked", "*", "**"] + place), kind: "value", comparison: .bag,
            severity: .major, component: component, about: about)
    }

    private static func asked(
        _ components: String..., kind: String, _ comparison: CatalogueEntry.Comparison, _ severity: Severity,
        _ component: String, _ about: String
    ) -> CatalogueEntry {
        CatalogueEntry(
            FacetPattern(components: ["*", "**", "asked"] + components), kind: kind, comparison: comparison,
            severity: severity, component: component, about: about)
    }
}
