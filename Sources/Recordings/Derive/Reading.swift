import Facets
import Scenarios

/// A recording with what every extractor looks up in it.
struct Reading: Sendable {
    let recording: Recording
    let names: Names
    /// Every time that a step was carried out, or not, in the order of the recording.
    let runs: [StepRun]
    /// The scenario's steps that do something, in its order.
    let steps: [PlannedStep]
    let clock: WallClock
    /// Subjects by container id and exec id; the exec id is empty for the container itself.
    private let subjects: [SubjectKey: String]

    private struct SubjectKey: Hashable {
        var container: String
        var exec: String
    }

    init(_ recording: Recording) {
        self.recording = recording
        runs = StepRun.all(in: recording)
        steps = PlannedStep.all(in: recording.scenario.steps)
        clock = WallClock(recording.observations)
        var subjects: [SubjectKey: String] = [:]
        var execs: [Binding] = []
        let containers = Set(recording.scenario.containers.map(\.name))
        for observation in recording.observations {
            switch observation.what {
            case .bound(let binding) where binding.kind == .id && containers.contains(binding.name):
                subjects[SubjectKey(container: binding.value, exec: "")] = binding.name
            case .call(let call) where call.method == "Exec":
                // The exec's id is what the request says it is; a driver need not bind it.
                guard let step = observation.step, case .success(let fields) = Wire.fields(of: call.request.bytes)
                else { continue }
                let (container, exec) = (fields.text(1), fields.text(2))
                subjects[SubjectKey(container: container, exec: exec)] = step.subject
                execs.append(Binding(kind: .id, value: exec, name: step.subject))
            default: continue
            }
        }
        self.subjects = subjects
        names = Names(recording.observations, more: execs)
    }

    /// Whom a container's id and an exec's id stand for; nil when nothing of the trial has them.
    func subject(container: String, exec: String) -> String? {
        subjects[SubjectKey(container: container, exec: exec == container ? "" : exec)]
    }

    /// The subjects of all processes that the scenario speaks of: its containers and their execs.
    var processes: Set<String> {
        var all = Set(recording.scenario.containers.map(\.name))
        for step in steps {
            if case .exec(let subject, _) = step.step.action { all.insert(subject.name) }
        }
        return all
    }

    /// Whether the subject is made under `repeat`.
    func isRepeated(_ subject: String) -> Bool {
        steps.contains { step in
            guard step.isRepeated, step.step.action.subject.name == subject else { return false }
            switch step.step.action {
            case .create, .exec: return true
            default: return false
            }
        }
    }

    /// Every call with the step that it belongs to, in the order of the recording.
    var calls: [(number: Int, step: StepReference?, call: CallRecord)] {
        recording.observations.compactMap { observation in
            guard case .call(let call) = observation.what else { return nil }
            return (observation.number, observation.step, call)
        }
    }
}

/// A step of the scenario that does something, taken out of `concurrently` and `repeat`.
struct PlannedStep: Sendable {
    var step: Step
    var isRepeated: Bool

    static func all(in steps: [Step], repeated: Bool = false) -> [PlannedStep] {
        steps.flatMap { step -> [PlannedStep] in
            switch step.action {
            case .concurrently(let branches): branches.flatMap { all(in: $0, repeated: repeated) }
            case .repeat(_, let inner): all(in: inner, repeated: true)
            default: [PlannedStep(step: step, isRepeated: repeated)]
            }
        }
    }
}
