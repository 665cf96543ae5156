/// The payloads of containerd's task events, by the last part of their type's name.
///
/// Field numbers are those of containerd's `api/events/task.proto`.
enum EventTables {
    /// What an event is, and where it says whom it is about.
    struct Table: Sendable {
        var message: MessageTable
        /// The field that holds an exec's id; nil when the event is about containers only.
        var exec: Int?
    }

    static func table(ofType type: String) -> Table? {
        tables[Wire.typeName(type)]
    }

    private static let tables: [String: Table] = [
        "containerd.events.TaskCreate": Table(
            message: MessageTable(
                container, .init(2, "bundle", .text), .init(3, "rootfs", .count),
                .init(
                    4, "io",
                    .message(
                        MessageTable(
                            .init(1, "stdin", .text), .init(2, "stdout", .text), .init(3, "stderr", .text),
                            .init(4, "terminal", .bool)))),
                .init(5, "checkpoint", .text), .init(6, "pid", .pid))),
        "containerd.events.TaskStart": Table(message: MessageTable(container, .init(2, "pid", .pid))),
        "containerd.events.TaskDelete": Table(
            message: MessageTable(
                container, .init(2, "pid", .pid), .init(3, "exit", .integer), .init(4, "exited-at", .timestamp),
                .init(5, "id", .text)),
            exec: 5),
        "containerd.events.TaskExit": Table(
            message: MessageTable(
                container, .init(2, "id", .text), .init(3, "pid", .pid), .init(4, "exit", .integer),
                .init(5, "exited-at", .timestamp)),
            exec: 2),
        "containerd.events.TaskOOM": Table(message: MessageTable(container)),
        "containerd.events.TaskExecAdded": Table(
            message: MessageTable(container, .init(2, "exec-id", .text)), exec: 2),
        "containerd.events.TaskExecStarted": Table(
            message: MessageTable(container, .init(2, "exec-id", .text), .init(3, "pid", .pid)), exec: 2),
        "containerd.events.TaskPaused": Table(message: MessageTable(container)),
        "containerd.events.TaskResumed": Table(message: MessageTable(container)),
        "containerd.events.TaskCheckpointed": Table(
            message: MessageTable(container, .init(2, "checkpoint", .text))),
    ]

    /// The container's id tells whose facets these are.
    private static let container = MessageTable.Field(1, "container", .elsewhere)
}
