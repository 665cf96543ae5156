package import SwiftProtobuf

/// The topics of the task events, each with the message that its events carry.
package enum TaskTopic: String, CaseIterable, Sendable {
    /// A container was made.
    case create = "/tasks/create"
    /// Init was started.
    case start = "/tasks/start"
    /// Init or an exec ended.
    case exit = "/tasks/exit"
    /// An ended container or exec was removed.
    case delete = "/tasks/delete"
    /// An exec was added.
    case execAdded = "/tasks/exec-added"
    /// An exec was started.
    case execStarted = "/tasks/exec-started"
    /// A process was killed for want of memory; one or two events.
    case outOfMemory = "/tasks/oom"
    /// The container was frozen.
    case paused = "/tasks/paused"
    /// The container was thawed.
    case resumed = "/tasks/resumed"
    /// A checkpoint was written.
    case checkpointed = "/tasks/checkpointed"

    /// The type of the events' messages.
    package var message: any Message.Type {
        switch self {
        case .create: Containerd_Events_TaskCreate.self
        case .start: Containerd_Events_TaskStart.self
        case .exit: Containerd_Events_TaskExit.self
        case .delete: Containerd_Events_TaskDelete.self
        case .execAdded: Containerd_Events_TaskExecAdded.self
        case .execStarted: Containerd_Events_TaskExecStarted.self
        case .outOfMemory: Containerd_Events_TaskOOM.self
        case .paused: Containerd_Events_TaskPaused.self
        case .resumed: Containerd_Events_TaskResumed.self
        case .checkpointed: Containerd_Events_TaskCheckpointed.self
        }
    }

    /// The type URL of the events, as shims send it: the message's bare name.
    package var typeURL: String { message.protoMessageName }

    /// The topic whose events have this type URL, with or without a prefix.
    package init?(typeURL: String) {
        let name = Google_Protobuf_Any.messageName(of: typeURL)
        guard let topic = TaskTopic.allCases.first(where: { $0.typeURL == name }) else { return nil }
        self = topic
    }
}
