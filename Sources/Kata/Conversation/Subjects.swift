import Recordings
import Scenarios

/// Whom the ids of a conversation stand for.
///
/// A container has one id everywhere. An exec may have one of the shim's own towards the agent: it is told by the task
/// call under which it is started, and by its arguments where several are.
struct Subjects: Sendable {
    private struct Key: Hashable {
        var container: String
        var exec: String
    }

    /// Names by container id.
    private var containers: [String: String] = [:]
    private var execs: [Key: String] = [:]
    private(set) var bindings: [Binding] = []
    private let starts: [TaskSpan]
    private var taken: Set<UInt64> = []
    /// The arguments that execs are started with, by subject, the program's path aside.
    private var arguments: [String: [String]] = [:]

    init(_ recording: Recording, _ spans: [TaskSpan]) {
        starts = spans.filter { $0.method == "Start" && $0.step.subject.contains(".") }
        let names = Set(recording.scenario.containers.map(\.name)).union([PodSpec.sandbox])
        for observation in recording.observations {
            switch observation.what {
            case .bound(let binding) where binding.kind == .id && names.contains(binding.name):
                containers[binding.value] = binding.name
            case .call(let call) where call.method == "Exec":
                guard let step = observation.step, case .success(let fields) = Wire.fields(of: call.request.bytes)
                else { continue }
                let (container, exec) = (fields.text(1), fields.text(2))
                execs[Key(container: container, exec: exec)] = step.subject
                bind(exec, step.subject)
            default: continue
            }
        }
        collect(recording.scenario.steps)
    }

    private mutating func collect(_ steps: [Step]) {
        for step in steps {
            switch step.action {
            case .exec(let subject, let process): arguments[subject.name] = Array(process.arguments.dropFirst())
            case .concurrently(let branches): for branch in branches { collect(branch) }
            case .repeat(_, let inner): collect(inner)
            default: break
            }
        }
    }

    /// Learns from a call which exec the shim means by an id of its own.
    mutating func learn(_ call: AskedCall) {
        let key = Key(container: call.container, exec: call.exec)
        guard call.asked.method == "ExecProcess", !call.exec.isEmpty, execs[key] == nil,
            let container = containers[call.container]
        else { return }
        let open = starts.filter {
            $0.container == container && $0.range.contains(call.at) && !taken.contains($0.range.lowerBound)
        }
        let given = Array((call.fields.message(4) ?? []).texts(4).dropFirst())
        guard let start = open.first(where: { arguments[$0.step.subject] == given }) ?? open.first else { return }
        taken.insert(start.range.lowerBound)
        execs[key] = start.step.subject
        bind(call.exec, start.step.subject)
    }

    private mutating func bind(_ id: String, _ name: String) {
        bindings.append(Binding(kind: .id, value: id, name: name))
    }

    /// Whom a container's id and an exec's id of the task API stand for.
    func subject(container: String, exec: String) -> String? {
        exec.isEmpty || exec == container ? containers[container] : execs[Key(container: container, exec: exec)]
    }

    /// Whom a call is about: a container or an exec; of a call about the guest as a whole, its sandbox.
    func subject(of call: AskedCall) -> String? {
        guard !call.container.isEmpty else { return containers[call.machine] }
        let exec = call.exec == call.container ? "" : call.exec
        if !exec.isEmpty, let name = execs[Key(container: call.container, exec: exec)] { return name }
        return containers[call.container]
    }
}

extension [Wire.Field] {
    /// All texts of a repeated field.
    fileprivate func texts(_ number: Int) -> [String] {
        compactMap { field in
            guard field.number == number, case .run(let bytes) = field.value else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
