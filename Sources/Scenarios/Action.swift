/// What a step does.
package indirect enum Action: Sendable, Hashable, Codable {
    case create(Subject)
    case start(Subject)
    /// Adds an exec to a running container.
    case exec(Subject, ProcessSpec)
    case wait(Subject)
    /// Waits until the process has written its first whole line to stdout; seen in its output, no call is made.
    case ready(Subject)
    case kill(Subject, signal: Int32, all: Bool)
    case delete(Subject)
    case state(Subject)
    case pids(Subject)
    case pause(Subject)
    case resume(Subject)
    case stats(Subject)
    /// Changes the limits of a running container.
    case update(Subject, ResourceSpec)
    case resize(Subject, columns: UInt32, rows: UInt32)
    /// Writes to stdin.
    case write(Subject, [UInt8])
    /// Closes stdin, both our end and by CloseIO.
    case close(Subject)
    case connect(Subject)
    case shutdown(Subject, now: Bool)
    /// Calls the sandbox service, which newer shims serve beside the task service.
    case sandbox(Subject, SandboxCall)
    /// Calls a service with any bytes, or breaks the protocol while doing so.
    case raw(Subject, RawCall)
    /// Runs the shim's binary with what containerd would put around the verb, or with less.
    case cli(ShimCommand)
    /// Kills or freezes what plays a role in the trial; the family resolves the role's name.
    case crash(role: String, CrashWay)
    /// Looks at the host, at the trial's processes or at their memory now.
    case observe([ObservedPart])
    /// Asks an endpoint that the family resolves.
    case http(HTTPRequest)
    /// Puts the contender's `next` in place under what runs.
    case upgrade(UpgradedPart)
    /// Lets time pass, nanoseconds.
    case idle(UInt64)
    /// Runs the lists side by side and joins.
    case concurrently([[Step]])
    /// Runs the list so many times.
    case `repeat`(Int, [Step])

    /// Whom it concerns; `run` for those that only hold other steps.
    package var subject: Subject {
        switch self {
        case .create(let s), .start(let s), .exec(let s, _), .wait(let s), .ready(let s),
            .kill(let s, _, _), .delete(let s), .state(let s), .pids(let s), .pause(let s), .resume(let s),
            .stats(let s), .update(let s, _), .resize(let s, _, _), .write(let s, _), .close(let s), .connect(let s),
            .shutdown(let s, _), .sandbox(let s, _), .raw(let s, _):
            s
        case .cli: .cli
        case .observe: .host
        case .crash, .http, .upgrade, .idle, .concurrently, .repeat: .run
        }
    }

    /// The verb as scenarios spell it.
    package var verb: String {
        switch self {
        case .create: "create"
        case .start: "start"
        case .exec: "exec"
        case .wait: "wait"
        case .ready: "ready"
        case .kill: "kill"
        case .delete: "delete"
        case .state: "state"
        case .pids: "pids"
        case .pause: "pause"
        case .resume: "resume"
        case .stats: "stats"
        case .update: "update"
        case .resize: "resize"
        case .write: "write"
        case .close: "close"
        case .connect: "connect"
        case .shutdown: "shutdown"
        case .sandbox: "sandbox"
        case .raw: "raw"
        case .cli: "cli"
        case .crash: "crash"
        case .observe: "observe"
        case .http: "http"
        case .upgrade: "upgrade"
        case .idle: "idle"
        case .concurrently: "concurrently"
        case .repeat: "repeat"
        }
    }
}

/// A call of `containerd.runtime.sandbox.v1.Sandbox`.
package enum SandboxCall: String, Sendable, Hashable, Codable, CaseIterable {
    // These ask and change nothing.
    case ping, platform, status
    /// Makes the sandbox of a container that is no task yet; the shim is started for it, as for a create.
    case create
    case start, stop
    /// Answers when the sandbox has ended.
    case wait
    /// Ends the shim with it.
    case shutdown
}
