import Facets
import Recordings
import Scenarios
import Testing

@Suite("What derive makes of trouble")
struct DeriveTroubleTests {
    private func facets(_ steps: [Step], _ trial: RecordingBuilder, containers: [String] = ["main"]) -> FacetSet {
        let facets = derive(
            Recording(scenario: scenario(steps, containers: containers), observations: trial.observations)
        ).facets
        for path in facets.states.keys { #expect(Catalogue.shim.entry(for: path) != nil, "\(path)") }
        return facets
    }

    @Test("zero on the wire and nothing on the wire are both zero, and told apart")
    func presence() {
        var trial = RecordingBuilder()
        trial.step("main", "wait") { $0.call("Wait", $1, .answered(RawBytes([]))) }
        trial.step("main", "wait#2") { $0.call("Wait", $1, .answered(RawBytes([0x08, 0x00]))) }
        let facets = facets([step(.wait(main)), step(.wait(main), "wait#2")], trial)
        #expect(facets[FacetPath("main", "wait", "exit")] == .seen(.integer(0)))
        #expect(facets[FacetPath("main", "wait", "exited-at")] == .absent)
        #expect(facets[FacetPath("main", "wait", "wire", "exit")] == nil)
        #expect(facets[FacetPath("main", "wait#2", "exit")] == .seen(.integer(0)))
        #expect(facets[FacetPath("main", "wait#2", "wire", "exit")] == .seen(.text("zero")))
    }

    @Test("unknown fields, wrong wire types and broken bytes are shown")
    func unknown() {
        var trial = RecordingBuilder()
        trial.step("main", "create") { $0.call("Create", $1, .answered(RawBytes([0x0a, 1, 0x61, 0x98, 0x06, 5]))) }
        trial.step("main", "start") { $0.call("Start", $1, .answered(RawBytes([0x08]))) }
        let facets = facets([step(.create(main)), step(.start(main))], trial)
        #expect(facets[FacetPath("main", "create", "pid")] == .seen(.text("zero")))
        #expect(facets[FacetPath("main", "create", "unknown", "1")] == .seen(.text("a")))
        #expect(facets[FacetPath("main", "create", "unknown", "99")] == .seen(.integer(5)))
        #expect(facets[FacetPath("main", "start", "malformed")] == .seen(.text("cut off in the field at byte 0")))
        #expect(facets[FacetPath("main", "start", "pid")] == .unreached(step: "main/start"))
    }

    @Test(
        "the time of an exit is told by its kind",
        arguments: [
            (-62_135_596_800, 0, "zero"), (0, 0, "unix-epoch"), (1_790_000_000, 5, "set"),
            (1_789_999_990, 0, "before-start"),
            (1_790_000_100, 0, "future"), (1_790_000_000, -1, "malformed"), (Int64.max, 0, "future"),
            (Int64.min, 0, "before-start"),
        ])
    func times(seconds: Int64, nanos: Int64, kind: String) {
        var trial = RecordingBuilder()
        trial.step("main", "wait") { trial, step in
            trial.call(
                "Wait", step,
                answer {
                    $0.message(2) {
                        $0.varint(1, UInt64(bitPattern: seconds))
                        $0.varint(2, UInt64(bitPattern: nanos))
                    }
                })
        }
        trial.anchors()
        #expect(facets([step(.wait(main))], trial)[FacetPath("main", "wait", "exited-at")] == .seen(.text(kind)))
    }

    @Test("a hang, a skipped step and one that never began")
    func unreached() {
        var trial = RecordingBuilder()
        trial.step("main", "create", .hung(deadlineNanoseconds: 5)) { trial, step in
            trial.add(.hang(HangRecord(deadlineNanoseconds: 5, stacks: ["thread 1: futex"])), step)
            trial.call("Create", step, .timedOut)
        }
        trial.add(.stepEnded(.skipped(blame: "main/create")), StepReference(subject: "main", name: ["start"]))
        let steps = [
            step(.create(main)), step(.start(main)),
            step(.wait(main), expect: [Demand(FacetPath("surprise"), .any)]),
        ]
        let facets = facets(Array(steps.prefix(2)), trial)
        #expect(facets[FacetPath("main", "create", "error")] == .seen(.text("timeout")))
        #expect(facets[FacetPath("main", "create", "hang")] == .seen(.bool(true)))
        #expect(facets[FacetPath("main", "start", "error")] == .unreached(step: "main/create"))
        #expect(facets[FacetPath("main", "start", "pid")] == .unreached(step: "main/create"))
        let more = derive(Recording(scenario: scenario(steps), observations: trial.observations))
        #expect(more.facets[FacetPath("main", "wait", "exit")] == .unreached(step: "main/wait"))
        #expect(more.facets[FacetPath("main", "wait", "surprise")] == .unreached(step: "main/wait"))
        #expect(more.evidence.contains { $0.kind == "stack" && $0.text.contains("futex") })
    }

    @Test("a shim that could not be launched breaks the step")
    func notLaunched() {
        var trial = RecordingBuilder()
        trial.step("main", "create") { trial, step in
            trial.add(
                .program(
                    ProgramRecord(
                        purpose: "start", arguments: [], environment: [], startedAt: 1, endedAt: 2, end: .signalled(11),
                        stdout: RawBytes(), stderr: RawBytes(Array("boom".utf8)))), step)
            trial.call("start", step, .broken("it ended with signal 11"))
        }
        let facets = facets([step(.create(main))], trial)
        #expect(facets[FacetPath("main", "create", "error")] == .seen(.text("broken")))
        #expect(facets[FacetPath("main", "create", "message")] == .seen(.text("it ended with signal 11")))
        #expect(facets[FacetPath("main", "create", "launch", "rc")] == .seen(.text("signal:11")))
        #expect(facets[FacetPath("main", "create", "launch", "answer")] == .seen(.text("empty")))
        #expect(facets[FacetPath("run", "daemon")] == .absent)
    }

    @Test(
        "what became of the daemon",
        arguments: [
            ("gone", [.exit(.exited(0))], true), ("crashed", [.exit(.exited(0))], false),
            ("crashed", [.exit(.signalled(11))], true), ("stays", [.mark("shim-stays")], true),
            ("stays", [], true), ("gone", [.mark("shim-gone")], true),
        ] as [(String, [Ending], Bool)])
    func daemon(fate: String, endings: [Ending], shutdown: Bool) {
        var trial = RecordingBuilder()
        trial.add(.mark("connected"))
        if shutdown { trial.call("Shutdown", StepReference(subject: "main", name: ["down.shutdown"]), answer { _ in }) }
        for ending in endings {
            switch ending {
            case .exit(let end): trial.add(.exited(ExitRecord(role: "shim:main", pid: 7, end: end)))
            case .mark(let name): trial.add(.mark(name))
            }
        }
        #expect(facets([], trial)[FacetPath("run", "daemon")] == .seen(.text(fate)))
    }

    enum Ending: Sendable {
        case exit(ProgramEnd)
        case mark(String)
    }

    @Test("lost and unclosed output")
    func output() {
        var trial = RecordingBuilder()
        trial.step("main", "wait") { trial, step in
            trial.call("Wait", step, answer { _ in })
            trial.add(.output(OutputRecord(subject: "main", stream: .stdout, offset: 0, bytes: RawBytes([0x61]))))
            trial.add(
                .outputEnded(OutputEnd(subject: "main", stream: .stdout, length: 70_000, digest: "d", closed: false)),
                step)
            trial.output("main", "\u{fffd}x", .stderr, step: step)
        }
        let facets = facets([step(.wait(main))], trial)
        #expect(
            facets[FacetPath("main", "wait", "stdout")]
                == .seen(.bytes(ByteSummary(digest: "d", length: 70_000, head: [0x61]))))
        #expect(facets[FacetPath("main", "wait", "stdout", "bytes")] == .seen(.integer(70_000)))
        #expect(facets[FacetPath("main", "wait", "stdout", "closed")] == .seen(.bool(false)))
        #expect(facets[FacetPath("main", "wait", "stderr")] == .seen(.text("\u{fffd}x")))
    }

    @Test("under repeat a path holds a bag of outcomes, each process its own output and events")
    func repeated() {
        var trial = RecordingBuilder()
        trial.bind(.id, trial.id("main"), "main")
        let (id, exec) = (trial.id("main"), trial.exec("cat"))
        for time in 0..<3 {
            trial.step("main.cat", "exec", iteration: [time]) { $0.call("Exec", $1, answer { _ in }, exec: exec) }
            trial.event("/tasks/exec-added", "TaskExecAdded") {
                $0.string(1, id)
                $0.string(2, exec)
            }
            trial.step("main.cat", "wait", iteration: [time]) { trial, step in
                trial.call("Wait", step, answer { $0.varint(1, time == 1 ? 3 : 0) }, exec: exec)
                // One reader that goes on from process to process.
                trial.output("main.cat", "out\(time)", step: step, offset: time * 4)
            }
            trial.event("/tasks/exit", "TaskExit") {
                $0.string(1, id)
                $0.string(2, exec)
                $0.varint(4, time == 1 ? 3 : 0)
            }
        }
        let inner = [step(.exec(cat, ProcessSpec(arguments: ["probe"]))), step(.wait(cat))]
        let facets = facets([step(.repeat(3, inner), "repeat")], trial)
        let exits = FacetState.seen(.bag(of: [.integer(0), .integer(0), .integer(3)]))
        #expect(facets[FacetPath("main.cat", "wait", "exit")] == exits)
        #expect(
            facets[FacetPath("main.cat", "wait", "error")]
                == .seen(.bag(of: Array(repeating: FacetState.absent.outcome, count: 3))))
        #expect(
            facets[FacetPath("main.cat", "wait", "stdout")]
                == .seen(.bag(of: (0..<3).map { .text("out\($0)") })))
        #expect(
            facets[FacetPath("main.cat", "wait", "stdout", "bytes")]
                == .seen(.bag(of: Array(repeating: .integer(4), count: 3))))
        #expect(facets[FacetPath("main.cat", "events", "tasks/exit", "exit")] == exits)
        let list = FacetValue.list([.text("tasks/exec-added"), .text("tasks/exit")])
        #expect(facets[FacetPath("main.cat", "events")] == .seen(.bag([list, list, list])))
        #expect(facets[FacetPath("main.cat", "exit-agreement")] == .seen(.text("agree")))
    }

    @Test("an event about a stranger is stray, one for init with an exec's pid keeps whose pid it is")
    func strangers() {
        var trial = RecordingBuilder()
        trial.bind(.id, trial.id("main"), "main")
        trial.bind(.pid, "77", "pid:main.cat")
        let id = trial.id("main")
        trial.event("/tasks/exit", "TaskExit") { $0.string(1, "other") }
        trial.event("/tasks/exit", "TaskExit") {
            $0.string(1, id)
            $0.string(2, id)
            $0.varint(3, 77)
        }
        trial.event("tasks/start", "TaskStart") { $0.string(1, id) }
        let facets = facets([], trial)
        #expect(facets[FacetPath("run", "stray-events")] == .seen(.bag([.text("tasks/exit")])))
        #expect(facets[FacetPath("main", "events", "tasks/exit", "pid")] == .seen(.text("pid:main.cat")))
        #expect(facets[FacetPath("main", "events")] == .seen(.list([.text("tasks/exit"), .text("bare:tasks/start")])))
    }

    @Test("stats show limits of both hierarchies", arguments: [1, 2])
    func stats(version: Int) {
        var trial = RecordingBuilder()
        trial.step("main", "stats") { trial, step in
            trial.call(
                "Stats", step,
                answer {
                    $0.message(1) {
                        $0.string(1, "io.containerd.cgroups.v\(version).Metrics")
                        $0.message(2) {
                            $0.message(version == 1 ? 2 : 1) {
                                $0.varint(1, 3)
                                $0.varint(2, 64)
                            }
                            $0.message(4) {
                                if version == 1 {
                                    $0.message(33) { $0.varint(1, 1 << 26) }
                                } else {
                                    $0.varint(33, 1 << 26)
                                }
                            }
                        }
                    }
                })
        }
        let facets = facets([step(.stats(main))], trial)
        #expect(facets[FacetPath("main", "stats", "memory", "limit")] == .seen(.integer(1 << 26)))
        #expect(facets[FacetPath("main", "stats", "pids", "limit")] == .seen(.integer(64)))
        #expect(facets[FacetPath("main", "stats", "pids", "current")] == .seen(.integer(3)))
        #expect(facets[FacetPath("main", "stats", "families")] == .seen(.bag(of: [.text("pids"), .text("memory")])))
    }

    @Test("an answer without a message in it is absent; unsupported is hidden")
    func hidden() {
        var trial = RecordingBuilder()
        trial.step("main", "stats") { $0.call("Stats", $1, answer { _ in }) }
        trial.step("main", "resize", .unsupported("no terminal")) { _, _ in }
        let facets = facets([step(.stats(main)), step(.resize(main, columns: 1, rows: 1))], trial)
        #expect(facets[FacetPath("main", "stats", "type")] == .absent)
        #expect(facets[FacetPath("main", "stats", "memory", "limit")] == .absent)
        #expect(facets[FacetPath("main", "resize", "error")] == .hidden("no terminal"))
        #expect(facets[FacetPath("host", "left", "mounts")]?.isComparable == false)
        #expect(facets[FacetPath("host", "changed")]?.isComparable == false)
    }

    @Test(
        "a program shows its rc; delete also what it printed",
        arguments: [
            ("cli", .exited(1), FacetState.absent, FacetState.seen(.integer(1))),
            ("cli", .signalled(11), .seen(.text("broken")), .seen(.text("signal:11"))),
            ("cli", .notStarted("no file"), .seen(.text("broken")), nil),
            ("delete", .exited(0), .absent, .seen(.integer(0))),
        ] as [(String, ProgramEnd, FacetState, FacetState?)])
    func programs(purpose: String, end: ProgramEnd, error: FacetState, rc: FacetState?) {
        var trial = RecordingBuilder()
        trial.step("cli", "cli") { trial, step in
            trial.add(
                .program(
                    ProgramRecord(
                        purpose: purpose, arguments: [], environment: [], startedAt: 1, endedAt: 2, end: end,
                        stdout: RawBytes([0x10, 137, 1]), stderr: RawBytes())), step)
        }
        let facets = facets([step(.cli(ShimCommand(arguments: [purpose])), "cli")], trial)
        #expect(facets[FacetPath("cli", "cli", "error")] == error)
        if let rc { #expect(facets[FacetPath("cli", "cli", "rc")] == rc) }
        if purpose == "delete" { #expect(facets[FacetPath("cli", "cli", "exit")] == .seen(.integer(137))) }
    }
}
