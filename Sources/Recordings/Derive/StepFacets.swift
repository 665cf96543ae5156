import Facets
import Scenarios

/// The facets that a step of a verb has beside `error` and `message`, relative to the step.
enum StepFacets {
    static func names(of verb: String) -> [[String]] {
        let answer = TaskMethods.method(of: verb).map { TaskMethods.answer(of: $0).names } ?? []
        switch verb {
        case "wait": return answer + streams
        case "pids": return answer + [["list"], ["execs"]]
        case "stats": return answer + [["families"], ["memory", "limit"], ["pids", "limit"], ["pids", "current"]]
        case "http": return [["status"], ["survived"]]
        case "cli": return [["rc"], ["stdout"], ["stderr"]]
        case "cli-delete": return [["rc"]] + TaskMethods.deleted.names
        default: return answer
        }
    }

    /// What a wait shows of the process's output.
    private static let streams: [[String]] = OutputStream.allCases.flatMap { stream in
        [[stream.rawValue]] + ["bytes", "digest", "closed"].map { [stream.rawValue, $0] }
    }

    /// The facets that a step has beside those of its verb, relative to the step: by what it does, and what it expects.
    static func more(of step: Step?) -> [[String]] {
        guard let step else { return [] }
        var names = step.expect.map(\.path.components)
        if case .cli(let line) = step.action, line.arguments.first == "delete" {
            names += TaskMethods.deleted.names
        }
        return names
    }
}
