import Facets
import Recordings
import Scenarios
import Testing

@Suite("Expectations")
struct ExpectationTests {
    @Test(
        "a matcher takes these states and not those",
        arguments: [
            (
                .scalar("0"), [.seen(.integer(0)), .seen(.text("0"))],
                [.absent, .seen(.integer(1)), .seen(.bool(false))]
            ),
            (.scalar("no"), [.seen(.text("no"))], [.seen(.bool(false))]),
            (.scalar("true"), [.seen(.bool(true)), .seen(.text("true"))], [.seen(.integer(1))]),
            (.any, [.seen(.integer(0))], [.absent, .hidden("x"), .unreached(step: "x")]),
            (.absent, [.absent], [.seen(.text("")), .hidden("x")]), (.ok, [.absent], [.seen(.text("unknown"))]),
            (
                .oneOf([.scalar("a"), .absent]), [.absent, .seen(.text("a"))], [.seen(.text("b"))]
            ),
            (.matches("a+"), [.seen(.text("aa"))], [.seen(.text("ba")), .seen(.integer(1)), .absent]),
            (
                .range(atLeast: 1, atMost: 2), [.seen(.integer(1)), .seen(.integer(2))],
                [.seen(.integer(0)), .seen(.integer(3)), .absent]
            ),
            (.range(atLeast: nil, atMost: 0), [.seen(.integer(-5))], [.seen(.integer(1))]),
            (
                .inOrder([.scalar("a"), .scalar("b")]),
                [.seen(.list([.text("a"), .text("x"), .text("b")]))],
                [
                    .seen(.list([.text("b"), .text("a")])), .seen(.list([.text("a")])),
                    .seen(.bag([.text("a"), .text("b")])),
                ]
            ),
            (
                .inOrder([.scalar("a"), .scalar("a")]), [.seen(.list([.text("a"), .text("a")]))],
                [.seen(.list([.text("a")]))]
            ),
            (
                .anyOrder([.any, .scalar("a")]),
                [.seen(.bag([.text("a"), .text("b")])), .seen(.list([.text("b"), .text("a")]))],
                [.seen(.bag([.text("b"), .text("c")])), .seen(.bag([.text("a")]))]
            ),
            (
                .scalar("hello"), [.seen(.bytes(ByteSummary(of: Array("hello".utf8))))],
                [.seen(.bytes(ByteSummary(of: [])))]
            ),
        ] as [(Matcher, [FacetState], [FacetState])])
    func matchers(matcher: Matcher, yes: [FacetState], no: [FacetState]) {
        for state in yes { #expect(matcher.check(state), "\(matcher) on \(state)") }
        for state in no { #expect(!matcher.check(state), "\(matcher) on \(state)") }
    }

    private func unmet(_ steps: [Step], _ states: [(FacetPath, FacetState)], whole: [Demand] = []) -> [Unmet] {
        expectations(of: scenario(steps, expect: whole), in: FacetSet(Dictionary(states) { _, last in last }))
    }

    @Test("what a step states under a driver holds there in place of its own")
    func under() {
        var kill = step(.kill(main, signal: 9, all: false), expect: [Demand(FacetPath("error"), .scalar("not_found"))])
        kill.under = [DriverExpectations(driver: "cri", expect: [Demand(FacetPath("error"), .ok)])]
        func broken(_ state: FacetState, _ driver: String) -> [FacetPath] {
            expectations(
                of: scenario([kill]), in: FacetSet([kill.path.appending("error"): state]), under: driver
            ).map(\.path)
        }
        #expect(broken(.seen(.text("not_found")), "shim") == [])
        #expect(broken(.seen(.text("not_found")), "cri") == [kill.path.appending("error")])
        #expect(broken(.absent, "cri") == [])
        #expect(broken(.absent, "containerd") == [kill.path.appending("error")])
        kill.under[0].expect = []
        #expect(broken(.seen(.text("not_found")), "cri") == [kill.path.appending("error")])
    }

    @Test("what a workload reports is its subject's")
    func guest() {
        let wait = step(.wait(main), expect: [Demand(FacetPath("guest", "umask"), .scalar("0022"))])
        let error = wait.path.appending("error")
        let umask = FacetPath("main", "guest", "umask")
        #expect(unmet([wait], [(error, .absent), (umask, .seen(.text("0022")))]).isEmpty)
        #expect(unmet([wait], [(error, .absent), (umask, .seen(.text("0077")))]).map(\.path) == [umask])
    }

    private let error = FacetPath("main", "wait", "error")
    private let exit = FacetPath("main", "wait", "exit")

    @Test("a step that states nothing of its error must succeed")
    func implicit() {
        let steps = [step(.wait(main), expect: [Demand(FacetPath("exit"), .scalar("0"))])]
        #expect(unmet(steps, [(error, .absent), (exit, .seen(.integer(0)))]).isEmpty)
        let broken = unmet(steps, [(error, .seen(.text("unknown"))), (exit, .unreached(step: "main/wait"))])
        #expect(broken.map(\.kind) == [.broken, .unreached])
        #expect(broken.first?.implicit == true)
        #expect(broken.first?.path == error)
        let stated = [step(.wait(main), expect: [Demand(FacetPath("error"), .scalar("unknown"))])]
        #expect(unmet(stated, [(error, .seen(.text("unknown")))]).isEmpty)
        #expect(unmet(stated, [(error, .absent)]).map(\.kind) == [.broken])
    }

    @Test("a step that must be refused must be answered: to hang is no refusal")
    func refused() {
        func broken(_ matcher: Matcher, _ error: String, hangs: Bool) -> [FacetPath] {
            let exec = step(.pause(main), expect: [Demand(FacetPath("error"), matcher)])
            return unmet(
                [exec],
                [
                    (exec.path.appending("error"), .seen(.text(error))),
                    (exec.path.appending("hang"), hangs ? .seen(.bool(true)) : .absent),
                ]
            ).map(\.path)
        }
        let path = step(.pause(main)).path
        #expect(broken(.any, "unknown", hangs: false) == [])
        #expect(broken(.any, "timeout", hangs: true) == [path.appending("hang")])
        #expect(broken(.scalar("timeout"), "timeout", hangs: true) == [])
        #expect(broken(.oneOf([.absent, .any]), "timeout", hangs: true) == [])
    }

    @Test("a program that states its rc may fail as stated")
    func programs() {
        let steps = [step(.cli(ShimCommand(arguments: ["-v"])), expect: [Demand(FacetPath("rc"), .scalar("1"))])]
        let states: [(FacetPath, FacetState)] = [
            (FacetPath("cli", "cli", "error"), .absent),
            (FacetPath("cli", "cli", "rc"), .seen(.integer(1))),
        ]
        #expect(unmet(steps, states).isEmpty)
        #expect(unmet([step(.cli(ShimCommand(arguments: ["-v"])))], states).map(\.kind) == [.broken])
    }

    @Test("of a step that was not reached only that is told")
    func unreached() {
        let steps = [step(.wait(main), expect: [Demand(FacetPath("exit"), .scalar("0"))])]
        let told = unmet(steps, [(error, .unreached(step: "main/create")), (exit, .unreached(step: "main/create"))])
        #expect(told.map(\.kind) == [.unreached])
        #expect(told.first?.why.contains("main/create") == true)
    }

    @Test("under repeat every time must meet what is demanded")
    func repeated() {
        let inner = [step(.wait(main), expect: [Demand(FacetPath("exit"), .scalar("0"))])]
        let steps = [step(.repeat(3, inner), "repeat")]
        func states(_ exits: [FacetState]) -> [(FacetPath, FacetState)] {
            [
                (error, .seen(.bag(of: exits.map { _ in FacetState.absent.outcome }))),
                (exit, .seen(.bag(of: exits.map(\.outcome)))),
            ]
        }
        let good = FacetState.seen(.integer(0))
        #expect(unmet(steps, states([good, good, good])).isEmpty)
        let told = unmet(steps, states([good, .unreached(step: "x"), .seen(.integer(1))]))
        #expect(told.map(\.kind) == [.broken])
        #expect(told.first?.state == .seen(.integer(1)))
    }

    @Test("what the whole trial must show; events and daemon alone are the run's")
    func whole() {
        let expect = [
            Demand(FacetPath("daemon"), .scalar("gone")),
            Demand(FacetPath("events"), .inOrder([.scalar("tasks/create")])),
            Demand(FacetPath("host", "left", "mounts"), .scalar("0")),
            Demand(FacetPath("main", "nothing"), .absent), Demand(FacetPath("main", "nothing"), .any),
        ]
        let told = unmet(
            [],
            [
                (FacetPath("run", "daemon"), .seen(.text("crashed"))),
                (FacetPath("run", "events"), .seen(.list([.text("tasks/create")]))),
                (FacetPath("host", "left", "mounts"), .hidden("no snapshot")),
            ], whole: expect)
        #expect(told.map(\.kind) == [.broken, .hidden, .broken])
        #expect(told.first?.path == FacetPath("run", "daemon"))
        #expect(told.last?.state == nil)
    }

    @Test("a whole life-cycle that should meet its expectations does")
    func lifeCycles() {
        var recording = lifeCycle()
        recording.scenario.steps[6].expect = [Demand(FacetPath("error"), .scalar("not_found"))]
        recording.scenario.steps[7].expect = [
            Demand(FacetPath("exit"), .scalar("7")),
            Demand(FacetPath("stdout", "bytes"), .range(atLeast: 1, atMost: nil)),
        ]
        #expect(expectations(of: recording.scenario, in: derive(recording).facets).isEmpty)
        recording.scenario.steps[7].expect[0].matcher = .scalar("0")
        #expect(expectations(of: recording.scenario, in: derive(recording).facets).map(\.path) == [exit])
    }
}
