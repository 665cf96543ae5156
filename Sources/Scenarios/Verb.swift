/// A verb that a step can have, as files spell it.
enum Verb: String, CaseIterable {
    case run, create, start, exec, wait, ready, kill, delete, state, pids, pause, resume, stats, update, resize, write,
        close, connect, shutdown, sandbox, cli, concurrently
    case `repeat`

    /// Whom a verb can concern.
    enum Concern {
        case container, exec, either, neither
    }

    var concern: Concern {
        switch self {
        case .create, .pids, .pause, .resume, .stats, .update, .connect, .shutdown, .sandbox: .container
        case .exec: .exec
        case .run, .start, .wait, .ready, .kill, .delete, .state, .resize, .write, .close: .either
        case .cli, .concurrently, .repeat: .neither
        }
    }

    /// The keys that only this verb, or few others, know.
    var options: [String] {
        switch self {
        case .run, .exec: ["process", "tty", "io", "env", "cwd", "user"]
        case .kill: ["signal", "all"]
        case .update: ["memory", "pids"]
        case .resize: ["columns", "rows"]
        case .write: ["data"]
        case .shutdown: ["now"]
        case .sandbox: ["call"]
        case .repeat: ["steps"]
        default: []
        }
    }

    /// The keys that most verbs know.
    var common: [String] {
        switch self {
        case .concurrently, .repeat: []
        default: ["label", "within", "expect"]
        }
    }

    /// Every key of a step with this verb.
    var keys: [String] { [rawValue] + options + common }

    static let allNames = allCases.map(\.rawValue)

    /// Every key that any step knows.
    static let allKeys: [String] = {
        var keys: [String] = []
        for verb in allCases {
            for key in verb.keys where !keys.contains(key) { keys.append(key) }
        }
        return keys
    }()
}
