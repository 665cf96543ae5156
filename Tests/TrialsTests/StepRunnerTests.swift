import Drivers
import Host
import Recordings
import Scenarios
import Synchronization
import Testing

@testable import Trials

@Suite("Carrying out steps") struct StepRunnerTests {
    private let main = Subject(container: "main")
    private let cat = Subject(container: "main", exec: "cat")

    private func step(_ action: Action, _ name: String, within: UInt64? = nil) -> Step {
        Step(action: action, name: [name], withinNanoseconds: within)
    }

    /// Runs steps through a session that answers by a script; what was done and what was recorded.
    private func run(
        _ steps: [Step], interruptedAfter: Int = .max, most: UInt64 = .max,
        _ answer: @escaping @Sendable (String) -> StepResult = { _ in .done }
    ) async -> (performed: [Performed], skipped: [String: String], runner: StepRunner) {
        let session = ScriptedSession(answer)
        let observations = Mutex<[Observation]>([])
        let recorder = Recorder { observation in observations.withLock { $0.append(observation) } }
        let runner = StepRunner(
            session: session, recorder: recorder, family: PlainFamily(), mostNanoseconds: most, now: { 1 },
            interrupted: { session.performed.count >= interruptedAfter })
        await runner.run(steps)
        var skipped: [String: String] = [:]
        for observation in observations.withLock({ $0 }) {
            if case .stepEnded(.skipped(let blame)) = observation.what, let step = observation.step {
                skipped[([step.subject] + step.name).joined(separator: "/")] = blame
            }
        }
        return (session.performed, skipped, runner)
    }

    @Test(
        "a trial's own bound holds for what says nothing itself",
        arguments: [(7, 7), (9999, PlainFamily.deadline)] as [(UInt64, UInt64)])
    func bounded(most: UInt64, allowed: UInt64) async {
        let ran = await run([step(.create(main), "create"), step(.start(main), "start", within: 50)], most: most)
        #expect(ran.performed.map(\.deadline) == [allowed, 50])
    }

    @Test("steps run in order; each has its own deadline, else the family's")
    func order() async {
        let ran = await run([
            step(.create(main), "create"), step(.start(main), "start", within: 5), step(.delete(main), "delete"),
        ])
        #expect(ran.performed.map(\.path) == ["main/create", "main/start", "main/delete"])
        #expect(ran.performed.map(\.deadline) == [PlainFamily.deadline, 5, PlainFamily.deadline])
        #expect(ran.skipped.isEmpty && !ran.runner.hung)
    }

    @Test("what a refused create would have made is blamed for all that need it")
    func refusedCreate() async {
        let steps = [
            step(.create(main), "doomed"), step(.start(main), "start"), step(.wait(main), "wait"),
            step(.exec(cat, ProcessSpec(arguments: ["probe"])), "exec"), step(.start(cat), "start"),
            step(.create(main), "again"), step(.wait(main), "later"),
        ]
        let ran = await run(steps) { $0 == "main/doomed" ? .refused : .done }
        #expect(ran.performed.map(\.path) == ["main/doomed", "main/again", "main/later"])
        #expect(
            ran.skipped == [
                "main/start": "main/doomed", "main/wait": "main/doomed", "main.cat/exec": "main/doomed",
                "main.cat/start": "main/doomed",
            ])
    }

    @Test("after a refused start only what needs a running process is skipped")
    func refusedStart() async {
        let ran = await run([
            step(.create(main), "create"), step(.start(main), "start"), step(.wait(main), "wait"),
            step(.ready(main), "ready"), step(.state(main), "state"), step(.delete(main), "delete"),
        ]) { $0 == "main/start" ? .refused : .done }
        #expect(ran.performed.map(\.path) == ["main/create", "main/start", "main/state", "main/delete"])
        #expect(ran.skipped == ["main/wait": "main/start", "main/ready": "main/start"])
    }

    @Test("a second refusal takes nothing away that is there")
    func refusedTwice() async {
        let ran = await run([
            step(.create(main), "create"), step(.create(main), "create#2"), step(.start(main), "start"),
            step(.start(main), "start#2"), step(.wait(main), "wait"),
        ]) { $0.hasSuffix("#2") ? .refused : .done }
        #expect(ran.skipped.isEmpty && ran.performed.count == 5)
    }

    @Test("an exec that never came to be harms only itself")
    func refusedExec() async {
        let ran = await run([
            step(.create(main), "create"), step(.exec(cat, ProcessSpec(arguments: ["probe"])), "exec"),
            step(.start(cat), "start"), step(.start(main), "start"), step(.wait(main), "wait"),
        ]) { $0 == "main.cat/exec" ? .refused : .done }
        #expect(ran.skipped == ["main.cat/start": "main.cat/exec"])
    }

    @Test("a hang ends the steps, and is blamed for the rest")
    func hang() async {
        let ran = await run([
            step(.create(main), "create"), step(.start(main), "start"), step(.wait(main), "wait"),
            Step(action: .repeat(3, [step(.state(main), "state")]), name: ["repeat"]),
        ]) { $0 == "main/start" ? .hung : .done }
        #expect(ran.performed.map(\.path) == ["main/create", "main/start"])
        #expect(ran.skipped == ["main/wait": "main/start", "main/state": "main/start"])
        #expect(ran.runner.hung)
    }

    @Test("after an interruption no further step begins")
    func interruption() async {
        let ran = await run(
            [step(.create(main), "create"), step(.start(main), "start"), step(.wait(main), "wait")], interruptedAfter: 1
        )
        #expect(ran.performed.map(\.path) == ["main/create"])
        #expect(ran.skipped == ["main/start": "interrupted", "main/wait": "interrupted"])
        #expect(!ran.runner.hung)
    }

    @Test("repeated steps are numbered by iteration, outer first")
    func iterations() async {
        let inner = Step(action: .repeat(2, [step(.state(main), "state")]), name: ["repeat"])
        let ran = await run([
            step(.create(main), "create"), Step(action: .repeat(3, [inner]), name: ["repeat"]),
        ])
        #expect(
            ran.performed.dropFirst().map(\.iteration) == [[0, 0], [0, 1], [1, 0], [1, 1], [2, 0], [2, 1]])
    }

    /// Each branch waits for the other's step: one after the other would never end.
    @Test("branches run side by side and are joined", .timeLimit(.minutes(1)))
    func concurrently() async {
        let other = Subject(container: "other")
        let gates = (Gate(), Gate())
        let session = ScriptedSession(meeting: ["main/wait": (gates.0, gates.1), "other/wait": (gates.1, gates.0)])
        let runner = StepRunner(
            session: session, recorder: Recorder { _ in }, family: PlainFamily(), now: { 1 }, interrupted: { false })
        await runner.run([
            Step(
                action: .concurrently([
                    [step(.wait(main), "wait")], [step(.wait(other), "wait")],
                ]), name: ["concurrently"]), step(.delete(main), "delete"),
        ])
        #expect(Set(session.performed.prefix(2).map(\.path)) == ["main/wait", "other/wait"])
        #expect(session.performed.last?.path == "main/delete")
    }

    @Test(
        "a trial looks once, when its first container is ready or, where none waits for that, started",
        arguments: [
            (["start", "ready", "ready#2"], 2), (["start", "start#2"], 1), (["kill"], 0), (["start"], 1),
            (["pod", "start"], 2), (["pod"], 1), (["pod", "start", "ready"], 3),
        ])
    func steadyLook(names: [String], lookedAfter place: Int) async throws {
        let observations = Mutex<[Observation]>([])
        let recorder = Recorder { observation in observations.withLock { $0.append(observation) } }
        let steps = names.map { name -> Step in
            switch name.prefix(while: { $0 != "#" }) {
            case "start": step(.start(main), name)
            case "pod": step(.start(Subject(container: PodSpec.sandbox)), "start")
            case "ready": step(.ready(main), name)
            default: step(.kill(main, signal: 9, all: false), name)
            }
        }
        let scenario = Scenario(
            id: "a/b", title: "t", because: "b", origin: ["o"], covers: ["c"],
            given: Given(pod: names.contains("pod") ? PodSpec() : nil), containers: [], steps: steps)
        let observer = HostObserver(before: HostSnapshot()) { TrialScope(nonce: "no-such-nonce") }
        // Any living process will do for the sandbox, and for a container.
        recorder.record(.bound(Binding(kind: .pid, value: "1", name: "pid:\(PodSpec.sandbox)")), at: 1)
        let runner = StepRunner(
            session: ScriptedSession(), recorder: recorder, family: PlainFamily(), now: { 1 }, interrupted: { false },
            steadyLook: SteadyLook(scenario, observer, recorder))
        await runner.run(steps)
        let seen = observations.withLock { $0 }
        let looks = seen.indices.filter { if case .posture = seen[$0].what { true } else { false } }
        #expect(looks.count == (place == 0 ? 0 : 1))
        // The sandbox says nothing, so nobody waits until it is ready; after another's step it is in the look.
        for case .posture(let posture) in seen.map(\.what) {
            let roles = posture.processes.map(\.role)
            #expect(roles == (names.contains("pod") && place > 1 ? ["workload:\(PodSpec.sandbox)"] : []))
        }
        let ended = seen[..<(looks.first ?? 0)].count { if case .stepEnded = $0.what { true } else { false } }
        #expect(ended == place)
        #expect(SteadyLook(scenario, HostObserver(before: nil) { TrialScope(nonce: "x") }, recorder) == nil)
        let start = Step(action: .start(main), name: ["start"])
        let sideBySide = Step(action: .concurrently([[start], [start]]), name: ["concurrently"])
        let branched = Scenario(
            id: "a/b", title: "t", because: "b", origin: ["o"], covers: ["c"], containers: [], steps: [sideBySide])
        #expect(SteadyLook(branched, observer, recorder) == nil)
    }
}
