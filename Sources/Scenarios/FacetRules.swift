package import Facets

/// What a facet that an expectation can name looks like.
package enum FacetKind: Sendable, Hashable {
    /// Absent, or a code of gRPC in small letters, `timeout`, `broken`.
    case code
    case text
    case integer
    case flag
    /// One of a few words.
    case word([String])
    case list
    /// A list of words.
    case words([String])
    /// Of a kind that only what is seen tells.
    case value
}

/// Which facets a step, a container and a run can have; an expectation that names another is a mistake.
package enum FacetRules {
    /// Codes that a call can end with: those of gRPC that are errors, and Kumite's own two.
    package static let codes = [
        "canceled", "unknown", "invalid_argument", "deadline_exceeded", "not_found", "already_exists",
        "permission_denied", "resource_exhausted", "failed_precondition", "aborted", "out_of_range", "unimplemented",
        "internal", "unavailable", "data_loss", "unauthenticated", "timeout", "broken",
    ]
    /// Topics of task events, without the leading slash.
    package static let topics = [
        "tasks/create", "tasks/start", "tasks/exit", "tasks/delete", "tasks/exec-added", "tasks/exec-started",
        "tasks/oom", "tasks/paused", "tasks/resumed", "tasks/checkpointed",
    ]
    /// States of a task.
    package static let statuses = ["created", "running", "stopped", "paused", "pausing", "unknown"]
    /// What became of the shim's daemon by the end of a trial.
    package static let daemons = ["gone", "stays", "crashed"]
    /// What a trial can leave on the host.
    package static let residues = [
        "processes", "zombies", "mounts", "cgroups", "sockets", "fifos", "files", "namespaces", "links", "qdiscs",
        "loops", "devices",
    ]

    /// The facets of a step, by their path relative to it, in the order in which messages list them.
    package static func facets(of action: Action) -> [(path: FacetPath, kind: FacetKind)] {
        let all = own(of: action)
        switch action {
        case .concurrently, .repeat: return []
        case .cli: return paths(all)
        default: return paths([("error", .code), ("message", .text)] + all)
        }
    }

    /// The facets that belong to no step: those of the run, of the host and of each container and exec.
    package static func facets(ofSubjects subjects: [String]) -> [(path: FacetPath, kind: FacetKind)] {
        var all: [(FacetPath, FacetKind)] = [
            (FacetPath("run", "events"), .words(topics)), (FacetPath("run", "daemon"), .word(daemons)),
        ]
        all += residues.map { (FacetPath("host", "left", $0), .integer) }
        all.append((FacetPath("host", "changed"), .list))
        all += subjects.map { (FacetPath($0, "events"), .words(topics)) }
        return all
    }

    /// Prefixes, relative to a step, below which everything can be expected: what is there only the host or guest tells.
    package static func open(of action: Action, reports: Bool = false) -> [FacetPath] {
        switch action {
        case .observe: (["left", "gone"] + sights).map { FacetPath($0) }
        case .wait where reports: [FacetPath("guest"), FacetPath(conversation)]
        case .concurrently, .repeat, .cli, .idle, .http: []
        default: [FacetPath(conversation)]
        }
    }

    /// What a step's call had the shim ask of its guest, where a stand-in for that hears it; itself can be expected too.
    package static let conversation = "asked"

    /// Prefixes of whole paths below which everything can be expected; `reporting` are those that run the probe's report.
    package static func open(ofSubjects subjects: [String], reporting: [String]) -> [FacetPath] {
        sights.map { FacetPath("host", $0) } + families + reporting.map { FacetPath($0, "guest") }
            + (subjects + ["run"]).map { FacetPath($0, conversation) }
    }

    /// What only a family's own extractors make: Kata's, of QEMU's command line and of who logged what.
    private static let families = [FacetPath("host", "qemu"), FacetPath("run", "log")]

    /// What an `observe` step shows beside what is left; footprints are measures, and nothing is expected of those.
    private static let sights = ["posture"]

    private static func own(of action: Action) -> [(String, FacetKind)] {
        let exit: [(String, FacetKind)] = [("exit", .integer), ("exited-at", .text)]
        switch action {
        case .create, .start: return [("pid", .text)]
        case .delete: return [("pid", .text)] + exit
        case .wait: return exit + output("stdout") + output("stderr")
        case .state:
            return [
                ("id", .text), ("bundle", .text), ("pid", .text), ("status", .word(statuses)), ("stdin", .text),
                ("stdout", .text), ("stderr", .text), ("terminal", .flag),
            ] + exit + [("exec-id", .text)]
        case .pids: return [("count", .integer), ("list", .list)]
        case .stats:
            return [
                ("type", .text), ("memory/limit", .integer), ("pids/limit", .integer), ("pids/current", .integer),
            ]
        case .connect: return [("shim-pid", .text), ("task-pid", .text), ("version", .text)]
        case .cli(let line):
            let answer: [(String, FacetKind)] = [("rc", .integer), ("stdout", .text), ("stderr", .text)]
            return line.arguments.first == "delete" ? answer + [("pid", .text)] + exit : answer
        case .observe:
            return residues.map { ("left/\($0)", .integer) } + [("changed", .list)]
                + ["descriptors", "memory"].map { ("growth/shim/\($0)", .word(["steady", "grown"])) }
        case .http: return [("status", .integer), ("survived", .flag), ("malformed", .text)]
        case .sandbox(_, let call): return answer(of: call)
        case .exec, .ready, .kill, .pause, .resume, .update, .resize, .write, .close, .shutdown, .raw, .crash, .upgrade,
            .idle, .concurrently, .repeat:
            return []
        }
    }

    private static func answer(of call: SandboxCall) -> [(String, FacetKind)] {
        switch call {
        case .start: [("pid", .text), ("created-at", .text)]
        case .wait: [("exit", .integer), ("exited-at", .text)]
        case .status:
            [("id", .text), ("pid", .text), ("status", .text), ("created-at", .text), ("exited-at", .text)]
        case .platform: [("platform/os", .text), ("platform/arch", .text), ("platform/variant", .text)]
        case .ping, .create, .stop, .shutdown: []
        }
    }

    private static func output(_ stream: String) -> [(String, FacetKind)] {
        [(stream, .text), ("\(stream)/bytes", .integer), ("\(stream)/digest", .text)]
    }

    private static func paths(_ all: [(String, FacetKind)]) -> [(path: FacetPath, kind: FacetKind)] {
        all.map { (FacetPath($0.0.split(separator: "/").map(String.init)), $0.1) }
    }
}
