/// A verb that a step can have, as files spell it.
enum Verb: String, CaseIterable {
    case run, create, start, exec, wait, ready, kill, delete, state, pids, pause, resume, stats, update, resize, write,
        close, connect, shutdown, sandbox, raw, call, cli, crash, observe, http, upgrade, idle, concurrently
    case `repeat`

    /// Whom a verb can concern.
    enum Concern {
        case container, exec, either, neither
    }

    var concern: Concern {
        switch self {
        case .create, .pids, .pause, .resume, .stats, .update, .connect, .shutdown, .sandbox: .container
        case .exec: .exec
        case .run, .start, .wait, .ready, .kill, .delete, .state, .resize, .write, .close, .raw, .call: .either
        case .cli, .crash, .observe, .http, .upgrade, .idle, .concurrently, .repeat: .neither
        }
    }

    /// The keys that only this verb, or few others, know.
    var options: [String] {
        switch self {
        case .run, .exec: ProcessDecoder.keys
        case .kill: ["signal", "all"]
        case .update: ResourceDecoder.keys
        case .resize: ["columns", "rows"]
        case .write: ["data"]
        case .shutdown: ["now"]
        case .sandbox: ["call"]
        case .raw: ["service", "method", "bytes", "fields", "fault"]
        case .call: ["verb"]
        case .cli: ["without", "bundle", "env", "stdin"]
        case .crash: ["how"]
        case .observe: ["of"]
        case .repeat: ["steps"]
        default: []
        }
    }

    /// The keys that most verbs know.
    var common: [String] {
        switch self {
        case .concurrently, .repeat: ["at"]
        default: ["label", "within", "at", "expect", "under"]
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
