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
        case "cli": return [["rc"], ["stdout"], ["stderr"]]
        case "cli-delete": return [["rc"]] + TaskMethods.deleted.names
        default: return answer
        }
    }

    /// What a wait shows of the process's output.
    private static let streams: [[String]] = OutputStream.allCases.flatMap { stream in
        [[stream.rawValue]] + ["bytes", "digest", "closed"].map { [stream.rawValue, $0] }
    }

    /// The facets that a step's expectations name, relative to the step.
    static func expected(by step: Step?) -> [[String]] {
        step?.expect.map(\.path.components) ?? []
    }
}
