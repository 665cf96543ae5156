extension Catalogue {
    static let events: [CatalogueEntry] = [
        entry(
            "run", "events", kind: "list of text", .shown, .minor, "events",
            "Every event of the trial as it arrived; between subjects no order is fixed."),
        entry(
            "run", "stray-events", kind: "bag of text", .bag, .major, "events",
            "Events about a container or exec that the trial does not have."),
        entry(
            "*", "events", kind: "list of text", .sequence, .major, "events",
            "The topics of a subject's events in order, out-of-memory events left out."),
        entry(
            "*", "events", "oom", kind: "bool", .major, "events",
            "That an out-of-memory event came; how many is not fixed."),
        entry(
            "*", "events", "tasks/oom", "**", kind: "value", .shown, .minor, "events",
            "The first out-of-memory event; how many come varies."),
        entry(
            "*", "events", "*", "count", kind: "integer", unit: "count", .major, "events",
            "How many events of the topic came for the subject."),
        entry(
            "*", "events", "tasks/exit*", "exit", kind: "integer", .blocker, "events",
            "The exit status that the exit event tells."),
        entry(
            "*", "events", "tasks/delete*", "exit", kind: "integer", .blocker, "events",
            "The exit status that the delete event tells."),
        entry(
            "*", "events", "*", "published", kind: "text", .minor, "events",
            "What kind of time the event says that it was published at."),
        entry(
            "*", "events", "*", "unknown", "*", kind: "value", .minor, "events",
            "A field of the payload that no table knows."),
        entry(
            "*", "events", "*", "wire", "**", kind: "text", .minor, "events",
            "A zero that is spelled out on the wire, where protobuf leaves it out."),
        entry("*", "events", "*", "**", kind: "value", .major, "events", "A field of the event's payload or envelope."),
    ]
}
