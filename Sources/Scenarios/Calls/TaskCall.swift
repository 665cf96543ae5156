/// A call of the task service.
package enum TaskCall: String, Sendable, Hashable, Codable, CaseIterable {
    case create = "Create"
    case start = "Start"
    case exec = "Exec"
    case delete = "Delete"
    case state = "State"
    case kill = "Kill"
    case wait = "Wait"
    case pids = "Pids"
    case pause = "Pause"
    case resume = "Resume"
    case stats = "Stats"
    case update = "Update"
    case resizePty = "ResizePty"
    case closeIO = "CloseIO"
    case connect = "Connect"
    case shutdown = "Shutdown"
    case checkpoint = "Checkpoint"

    /// Whether it can be about an object of that kind; Exec is about both, the container and the new exec.
    package func concerns(_ object: TaskObject) -> Bool {
        switch self {
        case .exec, .start, .delete, .state, .kill, .wait, .resizePty, .closeIO: true
        case .create, .pids, .pause, .resume, .stats, .update, .connect, .shutdown, .checkpoint: object == .container
        }
    }

    /// The call that an action makes first, if it makes one of these.
    package init?(_ action: Action) {
        switch action {
        case .create: self = .create
        case .start: self = .start
        case .exec: self = .exec
        case .delete: self = .delete
        case .state: self = .state
        case .kill: self = .kill
        case .wait: self = .wait
        case .pids: self = .pids
        case .pause: self = .pause
        case .resume: self = .resume
        case .stats: self = .stats
        case .update: self = .update
        case .resize: self = .resizePty
        case .close: self = .closeIO
        case .connect: self = .connect
        case .shutdown: self = .shutdown
        // The one call that no step has.
        case .raw(_, let call) where call.method == "Checkpoint" && call.service == nil && call.fault == .none:
            self = .checkpoint
        case .ready, .write, .sandbox, .raw, .cli, .crash, .observe, .http, .upgrade, .idle, .concurrently, .repeat:
            return nil
        }
    }

    /// The verb of a `call` step that makes it.
    package var verb: String {
        switch self {
        case .resizePty: "resize"
        case .closeIO: "close"
        default: rawValue.lowercased()
        }
    }
}

/// What a call is about.
package enum TaskObject: String, Sendable, Hashable, Codable, CaseIterable {
    /// A container's first process.
    case container = "init"
    case exec
}

/// Where an object is in its life.
package enum TaskState: String, Sendable, Hashable, Codable, CaseIterable {
    /// It was never made.
    case unknown
    case created
    case running
    /// Of an exec: it runs, and its container is paused.
    case paused
    case stopped, deleted
}
