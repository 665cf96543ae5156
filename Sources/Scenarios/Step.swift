package import Facets

/// One step of a scenario.
package struct Step: Sendable, Hashable, Codable {
    package var action: Action
    /// What it is called in paths: its label, else its verb with a count per subject (`kill#2`); branches of
    /// `concurrently` put `~1`, `~2` … before it, as a component of its own.
    package var name: [String]
    /// How long it may take, nanoseconds; without it the family's deadline for the call.
    package var withinNanoseconds: UInt64?
    /// What must hold after it; paths are relative to the step. Without an expectation on `error` it must succeed.
    package var expect: [Expectation]
    /// Where it stands in its file.
    package var place: SourcePlace

    package init(
        action: Action, name: [String], withinNanoseconds: UInt64? = nil, expect: [Expectation] = [],
        place: SourcePlace = SourcePlace(line: 0, column: 0)
    ) {
        self.action = action
        self.name = name
        self.withinNanoseconds = withinNanoseconds
        self.expect = expect
        self.place = place
    }

    /// The path of the step's facets: subject, then name.
    package var path: FacetPath { FacetPath([action.subject.name] + name) }
}

/// Whom a step concerns.
package struct Subject: Sendable, Hashable, Codable {
    /// The container's name; nil for `run`, `host`, `cli`.
    package var container: String?
    /// The exec's name in its container, as in `web.cat`.
    package var exec: String?
    /// The whole name, as it stands in paths.
    package var name: String

    /// A container, or an exec of it.
    package init(container: String, exec: String? = nil) {
        self.container = container
        self.exec = exec
        self.name = exec.map { "\(container).\($0)" } ?? container
    }

    private init(named name: String) {
        self.name = name
    }

    /// The trial as a whole.
    package static let run = Subject(named: "run")
    /// The host that the trial runs on.
    package static let host = Subject(named: "host")
    /// The shim's command line.
    package static let cli = Subject(named: "cli")
}

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
    /// Changes the limits of a running container: memory, bytes.
    case update(Subject, memory: Int64?, pids: Int64?)
    case resize(Subject, columns: UInt32, rows: UInt32)
    /// Writes to stdin.
    case write(Subject, [UInt8])
    /// Closes stdin, both our end and by CloseIO.
    case close(Subject)
    case connect(Subject)
    case shutdown(Subject, now: Bool)
    /// Calls the sandbox service, which newer shims serve beside the task service.
    case sandbox(Subject, SandboxCall)
    /// Runs the shim's binary: the verb and arguments after those that containerd gives.
    case cli(arguments: [String], about: Subject?)
    /// Runs the lists side by side and joins.
    case concurrently([[Step]])
    /// Runs the list so many times.
    case `repeat`(Int, [Step])

    /// Whom it concerns; `run` for those that only hold other steps.
    package var subject: Subject {
        switch self {
        case .create(let s), .start(let s), .exec(let s, _), .wait(let s), .ready(let s),
            .kill(let s, _, _), .delete(let s), .state(let s), .pids(let s), .pause(let s), .resume(let s),
            .stats(let s), .update(let s, _, _), .resize(let s, _, _), .write(let s, _), .close(let s), .connect(let s),
            .shutdown(let s, _), .sandbox(let s, _):
            s
        case .cli: .cli
        case .concurrently, .repeat: .run
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
        case .cli: "cli"
        case .concurrently: "concurrently"
        case .repeat: "repeat"
        }
    }
}

/// A call of `containerd.runtime.sandbox.v1.Sandbox` that asks and changes nothing.
package enum SandboxCall: String, Sendable, Hashable, Codable, CaseIterable {
    case ping, platform, status
}

/// A line and a column of a file, both from 1.
package struct SourcePlace: Sendable, Hashable, Codable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
