/// The methods of containerd's task service, v2 and v3 alike, and of its sandbox service: what verbs stand for them, and
/// what they answer.
///
/// Field numbers are those of containerd's `api/runtime/task/v2/shim.proto`.
enum TaskMethods {
    private static let verbs = [
        "create": "Create", "start": "Start", "exec": "Exec", "wait": "Wait", "kill": "Kill", "delete": "Delete",
        "state": "State", "pids": "Pids", "pause": "Pause", "resume": "Resume", "stats": "Stats", "update": "Update",
        "resize": "ResizePty", "close": "CloseIO", "connect": "Connect", "shutdown": "Shutdown",
        // Whichever of the sandbox service was called: a step has one call.
        "sandbox": "PingSandbox",
    ]

    /// The method that a verb stands for; nil for a verb without a call.
    static func method(of verb: String) -> String? { verbs[verb] }

    /// What a method answers; one that is not named answers an empty message.
    static func answer(of method: String) -> MessageTable {
        answers[method] ?? MessageTable()
    }

    private static let answers: [String: MessageTable] = [
        "Create": MessageTable(.init(1, "pid", .pid)),
        "Start": MessageTable(.init(1, "pid", .pid)),
        "Delete": deleted,
        "Wait": MessageTable(.init(1, "exit", .integer), .init(2, "exited-at", .timestamp)),
        "State": MessageTable(
            .init(1, "id", .text), .init(2, "bundle", .text), .init(3, "pid", .pid),
            .init(4, "status", .word(statuses)),
            .init(5, "stdin", .text), .init(6, "stdout", .text), .init(7, "stderr", .text), .init(8, "terminal", .bool),
            .init(9, "exit", .integer), .init(10, "exited-at", .timestamp), .init(11, "exec-id", .text)),
        "Pids": MessageTable(.init(1, "count", .count)),
        "Stats": MessageTable(.init(1, "type", .any)),
        "Connect": MessageTable(
            .init(1, "shim-pid", .pid), .init(2, "task-pid", .pid), .init(3, "version", .text)),
        // The sandbox service's, of containerd's `api/runtime/sandbox/v1/sandbox.proto`.
        "StartSandbox": MessageTable(
            .init(1, "pid", .pid), .init(2, "created-at", .timestamp), .init(3, "type", .any)),
        "WaitSandbox": MessageTable(.init(1, "exit", .integer), .init(2, "exited-at", .timestamp)),
        "SandboxStatus": MessageTable(
            .init(1, "id", .text), .init(2, "pid", .pid), .init(3, "status", .text), .init(4, "info", .count),
            .init(5, "created-at", .timestamp), .init(6, "exited-at", .timestamp), .init(7, "type", .any)),
        "Platform": MessageTable(
            .init(
                1, "platform",
                .message(MessageTable(.init(1, "os", .text), .init(2, "arch", .text), .init(3, "variant", .text))))),
    ]

    /// What the shim's `delete` program prints too.
    static let deleted = MessageTable(
        .init(1, "pid", .pid), .init(2, "exit", .integer), .init(3, "exited-at", .timestamp))

    static let statuses = ["unknown", "created", "running", "stopped", "paused", "pausing"]
}
