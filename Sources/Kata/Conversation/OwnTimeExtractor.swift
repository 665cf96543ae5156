import Facets
package import Recordings
import Scenarios

/// The shim's own time: what of each task call passed while neither its agent nor its hypervisor owed it an answer.
///
/// `own-CALL` is that; `reply-CALL` the part of it from the last answer to the reply; `exit-told` the time from the
/// agent's word that a process has ended to the exit event; `own-time` the sum over the trial, the shim's start included;
/// `agent-calls` how many calls there were. Names stand under their subject where there are several, as other measures do.
package struct OwnTimeExtractor: Extractor {
    package let name = "kata-own-time"

    package init() {}

    package func extract(from recording: Recording, into derived: inout Derived) {
        guard let conversation = AgentConversation(recording), !conversation.isCutOff else { return }
        derived.measures += OwnTimes(recording, conversation).measures
    }
}

/// Goes through a trial's task calls and measures what was the shim's alone.
private struct OwnTimes {
    /// What a call is named in measures, for a container and for an exec; a wait lasts as long as what it waits for.
    private static let phases = [
        "Create": "create-container", "Exec": "exec-create", "Start": "start", "Kill": "kill", "Delete": "delete",
        "Pause": "pause", "Resume": "resume", "Update": "update", "Stats": "stats", "Shutdown": "shutdown",
    ]
    /// What is answered when something happens in the guest: nobody owes it before.
    private static let blocking: Set = ["GetOOMEvent", "ReadStderr", "ReadStdout", "WaitProcess", "WriteStdin"]

    private let conversation: AgentConversation
    private let subjects: Subjects
    private let manyContainers: Bool
    private let manyExecs: Bool
    private var amounts: [String: [UInt64]] = [:]
    private var once: Set<String> = []
    private var total: UInt64 = 0

    init(_ recording: Recording, _ conversation: AgentConversation) {
        self.conversation = conversation
        subjects = conversation.subjects
        manyContainers = recording.scenario.containers.count > 1
        let execs = Set(conversation.spans.map(\.step.subject).filter { $0.contains(".") })
        manyExecs = execs.count > 1
        let owed = Intervals(
            conversation.calls.map(\.call).filter { !Self.blocking.contains($0.asked.method) }.map { call in
                (call.at, call.reply?.at ?? .max)
            })
        for span in conversation.spans where span.isAnswered { take(span, owed) }
        takeExits(recording)
    }

    private mutating func take(_ span: TaskSpan, _ owed: Intervals) {
        let (begin, end) = (span.range.lowerBound, span.range.upperBound)
        let own = (end - begin) - owed.covered(span.range)
        if span.method == "program:start" { total += own }
        guard let phase = Self.phases[span.method] else { return }
        total += own
        add("own", phase, own, of: span.step)
        let last = conversation.calls.lazy.map(\.call).filter { call in
            span.range.contains(call.at) && !Self.blocking.contains(call.asked.method)
        }.compactMap { $0.reply?.at }.filter { $0 <= end }.max()
        if let last { add("reply", phase, end - last, of: span.step) }
    }

    /// From the agent's word to the event.
    private mutating func takeExits(_ recording: Recording) {
        var events: [String: [UInt64]] = [:]
        for observation in recording.observations {
            guard case .event(let event) = observation.what, event.topic == "/tasks/exit",
                case .success(let fields) = Wire.fields(of: event.body.bytes),
                let subject = subjects.subject(container: fields.text(1), exec: fields.text(2))
            else { continue }
            events[subject, default: []].append(observation.at)
        }
        for (call, _) in conversation.calls where call.asked.method == "WaitProcess" {
            guard let reply = call.reply, reply.code == 0, let subject = subjects.subject(of: call),
                let event = events[subject]?.first(where: { $0 >= reply.at })
            else { continue }
            let step = StepReference(subject: subject, name: [])
            add("", "exit-told", event - reply.at, of: step)
        }
    }

    private mutating func add(_ kind: String, _ phase: String, _ amount: UInt64, of step: StepReference) {
        let isExec = step.subject.contains(".")
        let parts = [kind, isExec && !phase.hasPrefix("exec-") ? "exec" : "", phase].filter { !$0.isEmpty }
        let plain = parts.joined(separator: "-")
        let isShared = isExec ? manyExecs : manyContainers
        let name = isShared ? FacetPath(step.subject, plain).description : plain
        // Of a step that comes several times the first; of one under `repeat` the median.
        guard once.insert("\(name) \(step.subject)").inserted || !step.iteration.isEmpty else { return }
        amounts[name, default: []].append(amount)
    }

    var measures: [Measure] {
        amounts.sorted { $0.key < $1.key }.map { name, values in
            Measure(name: name, value: Self.median(values), unit: .nanoseconds)
        } + [
            Measure(name: "own-time", value: Double(total), unit: .nanoseconds),
            Measure(name: "agent-calls", value: Double(conversation.calls.count), unit: .count),
        ]
    }

    private static func median(_ values: [UInt64]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        guard sorted.count.isMultiple(of: 2) else { return Double(sorted[middle]) }
        return (Double(sorted[middle - 1]) + Double(sorted[middle])) / 2
    }
}
