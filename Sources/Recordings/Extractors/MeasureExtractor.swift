import Facets
import Scenarios

/// How long each phase took, and the measures made of them, end to end (design, "A trial"); nanoseconds.
///
/// A measure is named after its phase: `start`, `exec-start`. Where a scenario has several containers, or several
/// execs, the phase stands under its subject: `web/start`, `web.cat/exec-start`. Only what was answered is measured;
/// of a step that comes several times the first, of one under `repeat` the median.
struct MeasureExtractor: GeneralExtractor {
    func extract(from reading: Reading, into draft: inout Draft) {
        var phases = Phases(reading)
        for run in reading.runs { phases.take(run, &draft) }
        phases.endToEnd(&draft)
    }

    /// The names that measures can have, apart from the subject before them.
    static let containerPhases = [
        "shim-start", "connect", "create-container", "start", "first-output", "ready", "kill", "exit-seen",
        "exit-event",
        "delete", "shutdown", "shim-gone", "clean", "exit-reported",
    ]
    static let execPhases = [
        "exec-create", "exec-start", "exec-first-output", "exec-ready", "exec-kill", "exec-exit-seen",
        "exec-exit-event", "exec-delete", "exec-round-trip", "exec-exit-reported",
    ]
    static let podPhases = ["pod-ready", "pod-gone"]
}

/// Goes through the steps of a trial and measures what they hold.
private struct Phases {
    private let reading: Reading
    private let execs: Set<String>
    private let manyContainers: Bool
    /// When each subject's output came, and its exit events.
    private var outputs: [String: [UInt64]] = [:]
    private var exits: [String: [UInt64]] = [:]
    private var marks: [String: [UInt64]] = [:]
    /// Phases that were measured once and are not under `repeat`.
    private var done: Set<String> = []
    private var started: [String: UInt64] = [:]
    private var executed: [String: UInt64] = [:]
    private var killed: [String: UInt64] = [:]
    private var launchedAt: UInt64?
    private var deletedAt: UInt64?

    init(_ reading: Reading) {
        self.reading = reading
        var execs: Set<String> = []
        for step in reading.steps {
            if case .exec(let subject, _) = step.step.action { execs.insert(subject.name) }
        }
        self.execs = execs
        manyContainers = reading.recording.scenario.containers.count > 1
        for observation in reading.recording.observations {
            switch observation.what {
            case .output(let output): outputs[output.subject, default: []].append(observation.at)
            case .mark(let name): marks[name, default: []].append(observation.at)
            case .event(let event) where event.topic == "/tasks/exit":
                guard case .success(let fields) = Wire.fields(of: event.body.bytes),
                    let subject = reading.subject(container: fields.text(1), exec: fields.text(2))
                else { continue }
                exits[subject, default: []].append(observation.at)
            default: continue
            }
        }
    }

    mutating func take(_ run: StepRun, _ draft: inout Draft) {
        takePrograms(run, &draft)
        if run.verb == "ready", run.marks.contains("ready"), let start = started[run.reference.subject],
            let end = run.endedAt
        {
            measure("ready", run, start, end, &draft)
        }
        guard let call = run.primary?.call, case .answered(let answer) = call.outcome else { return }
        let subject = run.reference.subject
        switch call.method {
        case "Create": measure("create-container", run, call.sentAt, call.receivedAt, &draft)
        case "Exec":
            executed[subject] = call.sentAt
            measure("create", run, call.sentAt, call.receivedAt, &draft)
        case "Start":
            started[subject] = call.sentAt
            measure("start", run, call.sentAt, call.receivedAt, &draft)
            if let first = first(outputs[subject], since: call.sentAt) {
                measure("first-output", run, call.sentAt, first, &draft)
            }
        case "Kill":
            killed[subject] = call.sentAt
            measure("kill", run, call.sentAt, call.receivedAt, &draft)
        case "Wait": takeWait(run, call, answer, &draft)
        case "Delete": measure("delete", run, call.sentAt, call.receivedAt, &draft)
        case "Shutdown":
            measure("shutdown", run, call.sentAt, call.receivedAt, &draft)
            if let gone = first(marks["shim-gone"], since: call.sentAt) {
                measure("shim-gone", run, call.sentAt, gone, &draft)
            }
        default: return
        }
    }

    private mutating func takePrograms(_ run: StepRun, _ draft: inout Draft) {
        for (_, program) in run.programs {
            guard case .exited(0) = program.end else { continue }
            switch program.purpose {
            case "start":
                launchedAt = launchedAt ?? program.startedAt
                measure("shim-start", run, program.startedAt, program.endedAt, &draft)
                if run.marks.contains("connected"), let connected = first(marks["connected"], since: program.endedAt) {
                    measure("connect", run, program.endedAt, connected, &draft)
                }
            case "delete" where run.isTearDown:
                deletedAt = max(deletedAt ?? 0, program.endedAt)
                measure("clean", run, program.startedAt, program.endedAt, &draft)
            default: continue
            }
        }
    }

    private mutating func takeWait(
        _ run: StepRun, _ call: CallRecord, _ answer: RawBytes, _ draft: inout Draft
    ) {
        let subject = run.reference.subject
        if let kill = killed[subject], kill <= call.receivedAt {
            measure("exit-seen", run, kill, call.receivedAt, &draft)
            if let event = first(exits[subject], since: kill) { measure("exit-event", run, kill, event, &draft) }
        }
        if let exec = executed[subject] { measure("round-trip", run, exec, call.receivedAt, &draft) }
        // The shim's own word for when the process ended, held against when the last of both reports came.
        guard case .success(let fields) = Wire.fields(of: answer.bytes), let time = fields.message(2),
            let ended = reading.clock.monotonic(
                seconds: Int64(bitPattern: time.varint(1) ?? 0), nanos: Int64(bitPattern: time.varint(2) ?? 0)),
            let event = first(exits[subject], since: ended)
        else { return }
        measure("exit-reported", run, ended, max(event, call.receivedAt), &draft)
    }

    func endToEnd(_ draft: inout Draft) {
        if let launchedAt, let first = reading.recording.scenario.containers.first,
            let output = self.first(outputs[first.name], since: launchedAt)
        {
            draft.took("pod-ready", from: launchedAt, to: output)
        }
        let kill = killed.filter { !execs.contains($0.key) }.values.max()
        if let kill, let gone = first(marks["shim-gone"], since: kill) {
            draft.took("pod-gone", from: kill, to: max(gone, deletedAt ?? 0))
        }
    }

    private mutating func measure(
        _ phase: String, _ run: StepRun, _ begin: UInt64, _ end: UInt64, _ draft: inout Draft
    ) {
        let subject = run.reference.subject
        let isExec = execs.contains(subject)
        let phase = isExec ? "exec-" + phase : phase
        let isShared = isExec ? execs.count > 1 : manyContainers
        let name = isShared ? FacetPath(subject, phase).description : phase
        guard done.insert("\(name) \(subject)").inserted || !run.reference.iteration.isEmpty else { return }
        draft.took(name, from: begin, to: end)
    }

    private func first(_ times: [UInt64]?, since begin: UInt64) -> UInt64? {
        times?.first { $0 >= begin }
    }
}
