import Recordings
import Scenarios

/// What a shim asked its agent and its hypervisor in a trial: every call with the process it is about, and the step whose
/// task call caused it.
///
/// What came while a task call was under way that can cause it belongs to that call's step. What the end of a process
/// causes, and what goes on beside everything, belongs to no step: it may come during any.
struct AgentConversation: Sendable {
    /// Where a call belongs.
    enum Place: Sendable, Hashable {
        case step(StepReference)
        /// It came by itself; the subject that it is about.
        case itself(String)
    }

    private(set) var calls: [(call: AskedCall, place: Place)] = []
    let spans: [TaskSpan]
    /// Whether the record reached its bound, so that something is missing.
    private(set) var isCutOff = false
    /// Whom its ids stand for.
    let subjects: Subjects
    /// Names for what the shim alone has named: the ids that it gives to execs.
    var bindings: [Binding] { subjects.bindings }

    /// Nil where nothing was recorded: the trial had no such companion.
    init?(_ recording: Recording) {
        var calls: [AskedCall] = []
        var places: [UInt64: Int] = [:]
        for observation in recording.observations {
            switch observation.what {
            case .asked(let asked):
                places[asked.call] = calls.count
                calls.append(AskedCall(asked, at: observation.at))
            case .replied(let replied):
                guard let place = places[replied.call] else { continue }
                calls[place].reply = (observation.at, replied.code)
            case .mark(CompanionRecord.full): isCutOff = true
            default: continue
            }
        }
        guard !calls.isEmpty || isCutOff else { return nil }
        spans = TaskSpan.all(in: recording)
        let ordered = calls.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
        var whom = Subjects(recording, spans)
        for call in ordered { whom.learn(call) }
        subjects = whom
        var signalled: Set<SpanKey> = []
        let ends = Ends(ordered)
        self.calls = ordered.map { call in
            (call, place(call, subjects, ends, &signalled))
        }
    }

    private struct SpanKey: Hashable {
        var step: StepReference
        var begin: UInt64
    }

    private func place(
        _ call: AskedCall, _ whom: Subjects, _ ends: Ends, _ signalled: inout Set<SpanKey>
    ) -> Place {
        let subject = whom.subject(of: call)
        let itself = Place.itself(subject ?? "run")
        guard !AskedCall.beside.contains(call.asked.method) else { return itself }
        let causes = TaskSpan.causes(of: call.asked.method)
        var fitting = spans.filter { $0.range.contains(call.at) && causes.contains($0.method) }
        if !call.container.isEmpty, let subject {
            let container = subject.prefix { $0 != "." }
            fitting = fitting.filter { $0.container == container }
            let exact = fitting.filter { $0.step.subject == subject }
            if !exact.isEmpty { fitting = exact }
        }
        // The end of a process makes a shim clean up, whatever else it is about.
        let hasEnded = ends.hasEnded(call)
        if TaskSpan.isEnding(call.asked.method), hasEnded {
            fitting = fitting.filter { !["Create", "Start", "Update"].contains($0.method) }
        }
        guard let span = fitting.first, fitting.allSatisfy({ $0.step == span.step }) else { return itself }
        if call.asked.method == "SignalProcess" {
            let isFirst = signalled.insert(SpanKey(step: span.step, begin: span.range.lowerBound)).inserted
            if !isFirst, hasEnded { return itself }
        }
        return .step(span.step)
    }
}

/// When the processes of a conversation were told to have ended.
private struct Ends {
    /// By container; of inits alone.
    private var containers: [String: UInt64] = [:]
    /// By VM: the first of its inits.
    private var machines: [String: UInt64] = [:]

    init(_ calls: [AskedCall]) {
        for call in calls where call.asked.method == "WaitProcess" {
            guard call.exec.isEmpty || call.exec == call.container, let reply = call.reply, reply.code == 0 else {
                continue
            }
            containers[call.container] = min(containers[call.container] ?? .max, reply.at)
            machines[call.machine] = min(machines[call.machine] ?? .max, reply.at)
        }
    }

    /// Whether the process that a call is about had ended when it came; of a call about the VM, any of its processes.
    func hasEnded(_ call: AskedCall) -> Bool {
        let end = call.container.isEmpty ? machines[call.machine] : containers[call.container]
        return end.map { $0 <= call.at } ?? false
    }
}
