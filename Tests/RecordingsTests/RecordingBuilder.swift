import Facets
import Recordings
import Scenarios

/// What is a trial's own: everything here may differ between two trials that show the same.
struct TrialOwn {
    var nonce = "k7f3a-12"
    var folder = "/tmp/kumite/k7f3a/12"
    var firstPid = 4000
    var monotonic: UInt64 = 1_000_000_000
    var wall: UInt64 = 1_790_000_000_000_000_000
    /// How fast it was.
    var pace: UInt64 = 1_000_000
}

/// Writes a recording as the shim driver does, with a clock and numbers of its own.
struct RecordingBuilder {
    var own: TrialOwn
    private(set) var observations: [Observation] = []
    private var now: UInt64
    private var pids: [String: Int] = [:]

    init(_ own: TrialOwn = TrialOwn()) {
        self.own = own
        now = own.monotonic
        anchors()
        bind(.path, own.folder, "folder")
        bind(.id, own.nonce + "-ns", "namespace")
    }

    mutating func tick() { now += own.pace }

    mutating func add(_ what: Observed, _ step: StepReference? = nil) {
        tick()
        observations.append(Observation(number: observations.count + 1, at: now, step: step, what: what))
    }

    mutating func anchors() {
        add(.anchors(Anchors(monotonic: now, wall: own.wall + (now - own.monotonic), boot: now)))
    }

    mutating func bind(_ kind: Binding.Kind, _ value: String, _ name: String) {
        add(.bound(Binding(kind: kind, value: value, name: name)))
    }

    func id(_ container: String) -> String { "\(own.nonce)-\(container)" }

    func exec(_ name: String) -> String { "\(own.nonce)-x-\(name)" }

    mutating func pid(_ name: String) -> Int {
        if let pid = pids[name] { return pid }
        let pid = own.firstPid + pids.count * 7
        pids[name] = pid
        return pid
    }

    mutating func call(
        _ method: String, _ step: StepReference, _ outcome: CallOutcome, container: String = "main", exec: String = ""
    ) {
        let sent = now
        tick()
        var request = Wire.Encoder()
        request.string(1, id(container))
        request.string(2, exec)
        add(
            .call(
                CallRecord(
                    service: "containerd.task.v2.Task", method: method, sentAt: sent, receivedAt: now,
                    request: RawBytes(request.bytes), outcome: outcome)), step)
    }

    mutating func step(
        _ subject: String, _ name: String, _ end: StepEnd = .done, iteration: [Int] = [],
        _ body: (inout Self, StepReference) -> Void
    ) {
        let reference = StepReference(subject: subject, name: [name], iteration: iteration)
        add(.stepBegan(verb: String(name.prefix { $0 != "#" })), reference)
        body(&self, reference)
        add(.stepEnded(end), reference)
    }

    mutating func event(_ topic: String, _ type: String, _ fill: (inout Wire.Encoder) -> Void) {
        var body = Wire.Encoder()
        fill(&body)
        let stamp = time()
        add(
            .event(
                EventRecord(
                    topic: topic, namespace: own.nonce + "-ns", publishedSeconds: stamp.seconds,
                    publishedNanos: Int32(stamp.nanos), type: "containerd.events." + type, body: RawBytes(body.bytes))))
    }

    /// The wall clock, as a shim would put it.
    func time() -> (seconds: Int64, nanos: Int64) {
        let wall = own.wall + (now - own.monotonic)
        return (Int64(wall / 1_000_000_000), Int64(wall % 1_000_000_000))
    }

    func stamp(_ encoder: inout Wire.Encoder, _ number: Int) {
        let time = time()
        encoder.message(number) {
            $0.varint(1, UInt64(bitPattern: time.seconds))
            $0.varint(2, UInt64(bitPattern: time.nanos))
        }
    }

    mutating func output(
        _ subject: String, _ text: String, _ stream: OutputStream = .stdout, step: StepReference, closed: Bool = true,
        offset: Int = 0
    ) {
        let bytes = Array(text.utf8)
        if !bytes.isEmpty {
            add(.output(OutputRecord(subject: subject, stream: stream, offset: offset, bytes: RawBytes(bytes))))
        }
        add(
            .outputEnded(
                OutputEnd(
                    subject: subject, stream: stream, length: offset + bytes.count,
                    digest: SHA256.digest(of: bytes).hexadecimal, closed: closed)), step)
    }
}

func answer(_ fill: (inout Wire.Encoder) -> Void) -> CallOutcome {
    var encoder = Wire.Encoder()
    fill(&encoder)
    return .answered(RawBytes(encoder.bytes))
}

let main = Subject(container: "main")
let cat = Subject(container: "main", exec: "cat")

func scenario(_ steps: [Step], expect: [Demand] = [], containers: [String] = ["main"]) -> Scenario {
    Scenario(
        id: "test/sample", title: "t", because: "b", origin: ["o"], covers: ["c"],
        containers: containers.map { ContainerSpec(name: $0, process: ProcessSpec(arguments: ["probe"])) },
        steps: steps, expect: expect)
}

func step(_ action: Action, _ name: String? = nil, expect: [Demand] = []) -> Step {
    Step(action: action, name: [name ?? action.verb], expect: expect)
}

/// One whole life-cycle with an exec in it, as runc's shim shows it.
func lifeCycle(_ own: TrialOwn = TrialOwn(), exit: UInt64 = 7, waitExit: UInt64? = nil) -> Recording {
    var trial = RecordingBuilder(own)
    let bundle = "\(own.folder)/bundles/\(trial.id("main"))"
    trial.bind(.id, trial.id("main"), "main")
    trial.bind(.path, bundle, "bundle:main")
    trial.bind(.id, own.nonce, "nonce")
    let (pid, execPid, shimPid) = (UInt64(trial.pid("main")), UInt64(trial.pid("cat")), UInt64(trial.pid("shim")))
    trial.step("main", "create") { trial, step in
        trial.add(
            .program(
                ProgramRecord(
                    purpose: "start", arguments: [], environment: [], startedAt: own.monotonic + 1,
                    endedAt: own.monotonic + own.pace, end: .exited(0),
                    stdout: RawBytes(Array("unix:///run/s/abc".utf8)), stderr: RawBytes())), step)
        trial.add(.mark("connected"), step)
        trial.bind(.pid, "\(shimPid)", "shim:main")
        trial.call("Create", step, answer { $0.varint(1, pid) })
        trial.bind(.pid, "\(pid)", "pid:main")
    }
    let (id, exec) = (trial.id("main"), trial.exec("cat"))
    trial.event("/tasks/create", "TaskCreate") {
        $0.string(1, id)
        $0.string(2, bundle)
        $0.message(4) { $0.string(2, "\(own.folder)/main.o") }
        $0.varint(6, pid)
    }
    trial.step("main", "start") { trial, step in trial.call("Start", step, answer { $0.varint(1, pid) }) }
    trial.event("/tasks/start", "TaskStart") {
        $0.string(1, id)
        $0.varint(2, pid)
    }
    trial.step("main.cat", "exec") { trial, step in trial.call("Exec", step, answer { _ in }, exec: exec) }
    trial.event("/tasks/exec-added", "TaskExecAdded") {
        $0.string(1, id)
        $0.string(2, exec)
    }
    trial.step("main.cat", "start") { trial, step in
        trial.call("Start", step, answer { $0.varint(1, execPid) }, exec: exec)
        trial.bind(.pid, "\(execPid)", "pid:main.cat")
    }
    trial.step("main", "pids") { trial, step in
        trial.call(
            "Pids", step,
            answer {
                $0.message(1) {
                    $0.varint(1, execPid)
                    $0.message(2) {
                        $0.string(1, "containerd.runc.v1.ProcessDetails")
                        $0.message(2) { $0.string(1, exec) }
                    }
                }
                $0.message(1) { $0.varint(1, pid) }
                $0.message(1) { $0.varint(1, 31_999) }
            })
    }
    trial.step("main", "state") { trial, step in
        trial.call(
            "State", step,
            answer {
                $0.string(1, id)
                $0.string(2, bundle)
                $0.varint(3, pid)
                $0.varint(4, 2)
                $0.string(6, "\(own.folder)/main.o")
                $0.message(10) { $0.varint(1, UInt64(bitPattern: -62_135_596_800)) }
            })
    }
    trial.step("main", "kill") { trial, step in
        trial.call(
            "Kill", step,
            .refused(code: 5, message: "process \(id) in \(bundle)/x: not found", details: RawBytes()))
    }
    let ended = trial
    trial.step("main", "wait") { trial, step in
        trial.output("main", "hello from \(id)\n", step: step)
        trial.output("main", "", .stderr, step: step)
        trial.call(
            "Wait", step,
            answer {
                $0.varint(1, waitExit ?? exit)
                ended.stamp(&$0, 2)
            })
    }
    trial.event("/tasks/exit", "TaskExit") {
        $0.string(1, id)
        $0.string(2, id)
        $0.varint(3, pid)
        $0.varint(4, exit)
        ended.stamp(&$0, 5)
    }
    trial.step("main", "delete") { trial, step in
        trial.call(
            "Delete", step,
            answer {
                $0.varint(1, pid)
                $0.varint(2, exit)
                ended.stamp(&$0, 3)
            })
    }
    trial.event("/tasks/delete", "TaskDelete") {
        $0.string(1, id)
        $0.varint(2, pid)
        $0.varint(3, exit)
    }
    tearDown(&trial, shimPid)
    return Recording(
        scenario: scenario([
            step(.create(main)), step(.start(main)), step(.exec(cat, ProcessSpec(arguments: ["probe", "cat"]))),
            step(.start(cat)), step(.pids(main)), step(.state(main)), step(.kill(main, signal: 9, all: false)),
            step(.wait(main)), step(.delete(main)),
        ]), observations: trial.observations)
}

func tearDown(_ trial: inout RecordingBuilder, _ shimPid: UInt64) {
    trial.call("Shutdown", StepReference(subject: "main", name: ["down.shutdown"]), answer { _ in })
    var deleted = Wire.Encoder()
    deleted.varint(2, 137)
    trial.stamp(&deleted, 3)
    trial.add(
        .program(
            ProgramRecord(
                purpose: "delete", arguments: ["-id", trial.id("main"), "delete"], environment: [],
                startedAt: trial.own.monotonic, endedAt: trial.own.monotonic + 1, end: .exited(0),
                stdout: RawBytes(deleted.bytes), stderr: RawBytes(Array("time=now".utf8)))),
        StepReference(subject: "main", name: ["down.cli-delete"]))
    trial.add(.exited(ExitRecord(role: "shim:main", pid: Int32(shimPid), end: .exited(0))))
    trial.add(.mark("shim-gone"))
    trial.add(
        .host(
            HostDifference(
                moment: "before-clean",
                left: [Residue(kind: .mount, identity: "\(trial.own.folder)/bundles/\(trial.id("main"))/rootfs")],
                gone: [], changed: [Residue(kind: .file, identity: "/dev/null", detail: "owner 0:0 → 4:5")])))
    trial.add(.mark("clean"))
    trial.anchors()
}

/// `Testing` has an `Expectation` too.
typealias Demand = Scenarios.Expectation
