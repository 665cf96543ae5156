import Drivers
import Facets
import Linux
import Matrices
import Recordings
import Scenarios
import Synchronization
import Testing

@testable import Trials

@Suite("Steps that begin during another", .timeLimit(.minutes(1))) struct MomentTests {
    private let main = Subject(container: "main")
    private let other = Subject(container: "other")

    /// A session whose steps take as long as a script says, and which tells what it began and ended, in order.
    private final class TimedSession: DriverSession {
        let events = Mutex<[String]>([])
        let script: @Sendable (String, Recorder) async -> StepResult
        let recorder: Recorder

        init(_ recorder: Recorder, _ script: @escaping @Sendable (String, Recorder) async -> StepResult) {
            self.recorder = recorder
            self.script = script
        }

        func perform(_ action: Action, as step: StepReference, deadlineNanoseconds: UInt64) async -> StepResult {
            let name = step.name.last ?? ""
            events.withLock { $0.append("+\(name)") }
            let result = await script(name, recorder)
            events.withLock { $0.append("-\(name)") }
            return result
        }

        func tearDown() async {}
    }

    private struct Ran {
        var events: [String]
        var skipped: [String: String]
        var hung: Bool
        /// When each step began, nanoseconds.
        var began: [String: UInt64]
    }

    private func run(
        _ steps: [Step], _ script: @escaping @Sendable (String, Recorder) async -> StepResult = { _, _ in .done }
    ) async -> Ran {
        let observations = Mutex<[Observation]>([])
        let recorder = Recorder { observation in observations.withLock { $0.append(observation) } }
        let session = TimedSession(recorder, script)
        let runner = StepRunner(
            session: session, recorder: recorder, family: PatientFamily(), now: { Stamp.now.nanoseconds },
            interrupted: { false })
        await runner.run(steps)
        var skipped: [String: String] = [:]
        var began: [String: UInt64] = [:]
        for observation in observations.withLock({ $0 }) {
            guard let name = observation.step?.name.last else { continue }
            switch observation.what {
            case .stepEnded(.skipped(let blame)): skipped[name] = blame
            case .stepBegan: began[name] = observation.at
            default: break
            }
        }
        return Ran(events: session.events.withLock { $0 }, skipped: skipped, hung: runner.hung, began: began)
    }

    private func step(_ action: Action, _ name: String, at: Moment? = nil, within: UInt64? = nil) -> Step {
        Step(action: action, name: [name], withinNanoseconds: within, at: at)
    }

    private static func pause(_ milliseconds: Int) async {
        try? await Poller.shared.sleep(until: .after(.milliseconds(milliseconds)))
    }

    @Test("a moment after a step's begin comes while that step goes on, and both are joined", arguments: [0, 30])
    func afterStep(milliseconds: UInt64) async throws {
        let ran = await run([
            step(.create(main), "head"),
            step(
                .crash(role: "shim", .kill), "crash",
                at: Moment(.step("head"), afterNanoseconds: milliseconds * 1_000_000)),
            step(.state(main), "state"),
        ]) { name, _ in
            if name == "head" { await Self.pause(200) }
            return .done
        }
        #expect(ran.events == ["+head", "+crash", "-crash", "-head", "+state", "-state"])
        let (head, crash) = (try #require(ran.began["head"]), try #require(ran.began["crash"]))
        #expect(crash - head >= milliseconds * 1_000_000)
    }

    @Test("a moment that lies after the head's end is kept, and the next step waits for it")
    func afterHead() async {
        let ran = await run([
            step(.create(main), "head"),
            step(.pause(main), "late", at: Moment(.step("head"), afterNanoseconds: 50_000_000)),
            step(.state(main), "state"),
        ])
        #expect(ran.events == ["+head", "-head", "+late", "-late", "+state", "-state"])
    }

    @Test("an event and a phase are moments from when they are first recorded")
    func causes() async {
        let ran = await run([
            step(.wait(main), "head"),
            step(.pids(main), "onEvent", at: Moment(.event("tasks/exit"))),
            step(.stats(main), "onPhase", at: Moment(.phase("ready"))),
        ]) { name, recorder in
            guard name == "head" else { return .done }
            await Self.pause(30)
            recorder.record(.mark("ready"), at: Stamp.now.nanoseconds)
            await Self.pause(30)
            let event = EventRecord(
                topic: "/tasks/exit", namespace: "", publishedSeconds: 0, publishedNanos: 0, type: "", body: RawBytes())
            recorder.record(.event(event), at: Stamp.now.nanoseconds)
            await Self.pause(30)
            return .done
        }
        #expect(ran.events == ["+head", "+onPhase", "-onPhase", "+onEvent", "-onEvent", "-head"])
    }

    @Test("what happened before the head counts: the first event of the trial is the moment")
    func before() async {
        let ran = await run([
            step(.start(main), "first"), step(.wait(main), "head"),
            step(.pids(main), "onEvent", at: Moment(.event("tasks/exit"))),
        ]) { name, recorder in
            if name == "first" {
                let event = EventRecord(
                    topic: "/tasks/exit", namespace: "", publishedSeconds: 0, publishedNanos: 0, type: "",
                    body: RawBytes())
                recorder.record(.event(event), at: Stamp.now.nanoseconds)
            }
            return .done
        }
        #expect(ran.skipped.isEmpty && ran.events.contains("+onEvent"))
    }

    @Test("a cause that never comes skips the step, with the head to blame, and costs no more than its deadline")
    func never() async {
        let began = Stamp.now
        let ran = await run([
            step(.create(main), "head"),
            step(.pids(main), "onEvent", at: Moment(.event("tasks/oom")), within: 40_000_000),
            // No step of that name can begin when the head has ended.
            step(.pids(main), "onStep", at: Moment(.step("nobody"))),
            step(.state(main), "state"),
        ])
        #expect(ran.events == ["+head", "-head", "+state", "-state"])
        #expect(ran.skipped == ["onEvent": "main/head", "onStep": "main/head"])
        #expect(Stamp.now.nanoseconds(since: began) < 4_000_000_000, "less than the family's deadline")
    }

    @Test("under repeat each time has a moment of its own")
    func repeated() async {
        let inner = [
            step(.create(main), "head"),
            step(.pids(main), "during", at: Moment(.step("head"), afterNanoseconds: 10_000_000)),
        ]
        let ran = await run([Step(action: .repeat(3, inner), name: ["repeat"])]) { name, _ in
            if name == "head" { await Self.pause(100) }
            return .done
        }
        #expect(ran.events == Array(repeating: ["+head", "+during", "-during", "-head"], count: 3).flatMap(\.self))
    }

    @Test("a step inside the head can be the cause, and the head can be steps side by side")
    func nested() async {
        let branches = Step(
            action: .concurrently([[step(.create(main), "one")], [step(.create(other), "two")]]), name: ["both"])
        let ran = await run([branches, step(.pids(main), "during", at: Moment(.step("two")))]) { name, _ in
            if name != "during" { await Self.pause(100) }
            return .done
        }
        #expect(Set(ran.events.prefix(2)) == ["+one", "+two"] && ran.events[2] == "+during")
        #expect(ran.skipped.isEmpty)
    }

    @Test("a hang while something is frozen, or one that is demanded, does not end the trial")
    func hangs() async {
        let demanded = Step(
            action: .wait(main), name: ["demanded"], expect: [Scenarios.Expectation(.init("error"), .scalar("timeout"))]
        )
        let ran = await run([
            step(.create(main), "create"), step(.crash(role: "shim", .freeze), "freeze"), step(.state(main), "stuck"),
            step(.crash(role: "shim", .thaw), "thaw"), demanded, step(.state(main), "state"),
            step(.pids(main), "pids"), step(.stats(main), "stats"),
        ]) { name, _ in ["stuck", "demanded", "pids"].contains(name) ? .hung : .done }
        #expect(ran.skipped == ["stats": "main/pids"])
        #expect(ran.hung)
    }

    @Test("a raw call may ask for what never came to be")
    func raw() async {
        let ran = await run([
            step(.create(main), "create"), step(.raw(main, RawCall(method: "State")), "raw"),
            step(.state(main), "state"),
        ]) { name, _ in name == "create" ? .refused : .done }
        #expect(ran.events.contains("+raw") && ran.skipped == ["state": "main/create"])
    }
}

/// A family whose deadlines are longer than a test may take.
private struct PatientFamily: ShimFamily {
    private let plain = PlainFamily()

    var name: String { plain.name }
    func installed() -> [Contender] { [] }
    func identify(
        _ contender: Contender, run: @Sendable (_ purpose: String, _ arguments: [String]) async -> ProgramRecord
    ) async throws -> ContenderIdentity { try await plain.identify(contender, run: run) }
    func options(for contender: Contender, folder: String) -> TaskOptions? { nil }
    func deadlineNanoseconds(of verb: String) -> UInt64 { 5_000_000_000 }
    func stackSignal(of contender: Contender) -> Int32? { nil }
    var extractors: [any Extractor] { [] }
}
