import Facets
import Scenarios

/// How every step went: `error`, `hang`, and for one that was not reached the state of all that it would have shown.
struct StepExtractor: GeneralExtractor {
    func extract(from reading: Reading, into draft: inout Draft) {
        var planned: [FacetPath: Step] = [:]
        for step in reading.steps { planned[step.step.path] = step.step }
        var seen: Set<FacetPath> = []
        for run in reading.runs where run.hasBegun || run.end != nil || run.isTearDown {
            seen.insert(run.path)
            let fate = Fate(of: run)
            draft.set(run.path.appending("error"), fate.error, iteration: run.reference.iteration)
            // Only where it is: that a step did not hang is told by its error already.
            if fate.hung {
                draft.set(run.path.appending("hang"), .seen(.bool(true)), iteration: run.reference.iteration)
            }
            guard let state = fate.fields else { continue }
            let fields = StepFacets.names(of: run.verb) + StepFacets.more(of: planned[run.path])
            mark(fields, of: run.path, state, run.reference.iteration, &draft)
        }
        // What comes after a step that never ended, or was cut off with its lane, is not in the recording at all.
        for step in reading.steps.map(\.step) where !seen.contains(step.path) {
            let state = FacetState.unreached(step: step.path.description)
            draft.set(step.path.appending("error"), state)
            mark(
                StepFacets.names(of: step.action.verb) + StepFacets.more(of: step), of: step.path, state, [], &draft
            )
        }
    }

    private func mark(
        _ fields: [[String]], of path: FacetPath, _ state: FacetState, _ iteration: [Int], _ draft: inout Draft
    ) {
        var marked: Set<[String]> = [["error"], ["hang"], ["message"]]
        for field in [["message"]] + fields where field == ["message"] || marked.insert(field).inserted {
            draft.set(path.appending(FacetPath(field)), state, iteration: iteration)
        }
    }
}

/// What became of one step.
struct Fate {
    var error: FacetState
    var hung = false
    /// The state of everything else that the step would have shown; nil when its answer shows it.
    var fields: FacetState?

    init(of run: StepRun) {
        let unreached = FacetState.unreached(step: run.path.description)
        switch run.end {
        case .skipped(let blame)?:
            error = .unreached(step: blame)
            fields = error
        case .unsupported(let why)?:
            error = .hidden(why)
            fields = error
        case .hung?:
            error = .seen(.text("timeout"))
            hung = true
            fields = unreached
        case nil where !run.isTearDown:
            error = unreached
            fields = unreached
        case .done?, nil:
            let code = Self.code(of: run)
            error = code.map { .seen(.text($0)) } ?? .absent
            hung = run.isTearDown && code == "timeout"
            fields = code == nil ? nil : unreached
        }
    }

    /// The error's name; nil when the step succeeded.
    private static func code(of run: StepRun) -> String? {
        if let call = run.primary?.call {
            switch call.outcome {
            case .answered: return nil
            case .refused(let code, _, _): return ErrorCodes.name(of: code)
            case .timedOut: return "timeout"
            // A shim that goes need not answer first; containerd takes the end of the connection for its answer.
            case .broken where call.method == "Shutdown": return nil
            case .broken: return "broken"
            }
        }
        if let program = run.programs.last?.program {
            switch program.end {
            // What it ended with is its `rc`.
            case .exited where run.verb == "cli" || run.verb == "cli-delete": return nil
            case .timedOut: return "timeout"
            case .exited, .signalled, .notStarted: return "broken"
            }
        }
        switch run.verb {
        case "ready": return run.marks.contains("ready") ? nil : "broken"
        case "write", "idle", "observe", "upgrade": return nil
        default: return "broken"
        }
    }
}
