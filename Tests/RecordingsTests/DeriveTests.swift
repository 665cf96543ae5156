import Facets
import Recordings
import Scenarios
import Testing

@Suite("What derive makes of a life-cycle")
struct DeriveTests {
    private let derived = derive(lifeCycle())

    @Test(
        "every answer shows its typed fields",
        arguments: [
            ("main/create/error", FacetState.absent), ("main/create/pid", .seen(.text("pid:main"))),
            ("main/create/message", .absent), ("main.cat/exit-agreement", .unreached(step: "main.cat's end")),
            ("main/create/launch/rc", .seen(.integer(0))), ("main/create/launch/answer", .seen(.text("address"))),
            ("main.cat/start/pid", .seen(.text("pid:main.cat"))),
            ("main/pids/count", .seen(.integer(3))),
            ("main/pids/list", .seen(.bag(of: [.text("pid:main"), .text("pid:main.cat"), .text("stranger")]))),
            ("main/pids/execs", .seen(.bag(of: [.text("main.cat")]))),
            ("main/state/id", .seen(.text("main"))), ("main/state/bundle", .seen(.text("bundle:main"))),
            ("main/state/status", .seen(.text("running"))), ("main/state/stdin", .seen(.text(""))),
            ("main/state/stdout", .seen(.text("folder/main.o"))), ("main/state/terminal", .seen(.bool(false))),
            ("main/state/exit", .seen(.integer(0))), ("main/state/exited-at", .seen(.text("zero"))),
            ("main/kill/error", .seen(.text("not_found"))),
            ("main/kill/message", .seen(.text("process main in bundle:main/x: not found"))),
            ("main/wait/exit", .seen(.integer(7))), ("main/wait/exited-at", .seen(.text("set"))),
            ("main/wait/stdout", .seen(.text("hello from main\n"))),
            ("main/wait/stdout/digest", .seen(.text(SHA256.digest(of: Array("hello from main\n".utf8)).hexadecimal))),
            ("main/wait/stdout/closed", .seen(.bool(true))), ("main/wait/stderr", .seen(.text(""))),
            ("main/delete/pid", .seen(.text("pid:main"))), ("main/delete/exit", .seen(.integer(7))),
            ("main/exit-agreement", .seen(.text("agree"))),
        ])
    func fields(path: String, state: FacetState) throws {
        #expect(derived.facets[try FacetPath(parsing: path)] == state)
    }

    @Test(
        "events, the daemon and the host are shown",
        arguments: [
            (
                "main/events",
                FacetState.seen(.list(["create", "start", "exit", "delete"].map { .text("tasks/\($0)") }))
            ),
            ("main.cat/events", .seen(.list([.text("tasks/exec-added")]))),
            (#"main/events/"tasks/exit"/exit"#, .seen(.integer(7))),
            (#"main/events/"tasks/exit"/id"#, .seen(.text("main"))),
            (#"main/events/"tasks/exit"/pid"#, .seen(.text("pid:main"))),
            (#"main/events/"tasks/exit"/namespace"#, .seen(.text("namespace"))),
            (#"main/events/"tasks/exit"/count"#, .seen(.integer(1))),
            (#"main/events/"tasks/create"/io/stdout"#, .seen(.text("folder/main.o"))),
            (#"main.cat/events/"tasks/exec-added"/exec-id"#, .seen(.text("main.cat"))),
            ("main/events/oom", .absent), ("run/stray-events", .seen(.bag([]))), ("run/daemon", .seen(.text("gone"))),
            ("run/violations", .seen(.bag([]))), ("host/left/mounts", .seen(.integer(1))),
            ("host/left/mounts/names", .seen(.bag([.text("bundle:main/rootfs")]))),
            ("host/changed", .seen(.bag([.text("/dev/null owner 0:0 → 4:5")]))),
            ("host/left/processes", .seen(.integer(0))), ("main/down.shutdown/error", .absent),
            ("main/down.cli-delete/rc", .seen(.integer(0))), ("main/down.cli-delete/exit", .seen(.integer(137))),
        ])
    func whole(path: String, state: FacetState) throws {
        #expect(derived.facets[try FacetPath(parsing: path)] == state)
    }

    @Test("a refused call's fields are not reached, so that one fault is one difference")
    func refused() {
        var trial = RecordingBuilder()
        trial.step("main", "wait") { trial, step in
            trial.call("Wait", step, .refused(code: 2, message: "no", details: RawBytes([1])))
        }
        let facets = derive(Recording(scenario: scenario([step(.wait(main))]), observations: trial.observations)).facets
        for name in ["exit", "exited-at", "stdout"] {
            #expect(facets[FacetPath("main", "wait", name)] == .unreached(step: "main/wait"))
        }
        #expect(facets[FacetPath("main", "wait", "error")] == .seen(.text("unknown")))
        #expect(facets[FacetPath("main", "wait", "details")] == .seen(.bytes(ByteSummary(of: [1]))))
    }

    @Test("measures are named after their phases")
    func measures() {
        let names = Set(derived.measures.map(\.name))
        for name in [
            "shim-start", "connect", "create-container", "start", "first-output", "delete", "shutdown",
            "shim-gone", "clean", "pod-ready", "exec-create", "exec-start", "exit-reported",
        ] {
            #expect(names.contains(name), "\(name) is missing in \(names)")
        }
        #expect(derived.measures.allSatisfy { $0.value >= 0 && $0.unit == .nanoseconds })
        #expect(derived.measures.first { $0.name == "start" }?.value == 1_000_000)
    }

    @Test("messages, what was left and what programs said are evidence")
    func evidence() {
        let kinds = Set(derived.evidence.map(\.kind))
        #expect(kinds.isSuperset(of: ["message", "left", "stderr"]))
    }

    @Test("every path is in the catalogue")
    func catalogue() throws {
        for (path, _) in derived.facets.states {
            #expect(Catalogue.shim.entry(for: path) != nil, "\(path)")
        }
        for measure in derived.measures {
            let entry = Catalogue.shim.entry(for: try FacetPath(parsing: measure.name))
            #expect(entry?.comparison == .distribution, "\(measure.name)")
        }
    }

    @Test("what is a trial's own changes no facet", arguments: 0..<40)
    func renaming(seed: UInt64) {
        var random = Generator(seed: seed)
        let own = TrialOwn(
            nonce: "k\(random.next())", folder: "/run/\(random.next())/t",
            firstPid: Int.random(in: 2...31_000, using: &random),
            monotonic: random.next() >> 20, wall: 1_600_000_000_000_000_000 + random.next() >> 10,
            pace: UInt64.random(in: 1...5_000_000, using: &random))
        let other = derive(lifeCycle(own)).facets
        let changed = derived.facets.states.keys.filter { derived.facets[$0] != other[$0] }
        #expect(changed.isEmpty, "\(changed)")
        #expect(other.name == derived.facets.name)
    }

    @Test("a wrong exit status shows wherever it is told, and nowhere else")
    func exits() {
        let other = derive(lifeCycle(waitExit: 0)).facets
        let changed = Set(derived.facets.states.keys.filter { derived.facets[$0] != other[$0] }.map(\.description))
        #expect(changed == ["main/wait/exit", "main/exit-agreement"])
        #expect(
            other[FacetPath("main", "exit-agreement")]
                == .seen(
                    .record(["wait": .bag([.integer(0)]), "event": .bag([.integer(7)]), "delete": .bag([.integer(7)])]))
        )
    }

    @Test("no recording makes derive fail, and all that it emits is declared", arguments: 0..<150)
    func hostile(seed: UInt64) {
        var random = Generator(seed: seed)
        var recording = lifeCycle()
        for _ in 0..<Int.random(in: 1...20, using: &random) {
            let place = Int.random(in: 0..<recording.observations.count, using: &random)
            switch Int.random(in: 0...3, using: &random) {
            case 0: recording.observations.remove(at: place)
            case 1:
                recording.observations.swapAt(place, Int.random(in: 0..<recording.observations.count, using: &random))
            case 2: recording.observations[place].what = random.observation().what
            default: recording.observations[place] = spoiled(recording.observations[place], &random)
            }
        }
        let once = derive(recording)
        #expect(once == derive(recording))
        for (path, _) in once.facets.states {
            #expect(Catalogue.shim.entry(for: path) != nil, "\(path)")
        }
    }

    /// The observation with other bytes in its answer or event.
    private func spoiled(_ observation: Observation, _ random: inout Generator) -> Observation {
        var observation = observation
        switch observation.what {
        case .call(var call):
            call.outcome = .answered(RawBytes(random.bytes(0...30)))
            observation.what = .call(call)
        case .event(var event):
            event.body = RawBytes(random.bytes(0...30))
            observation.what = .event(event)
        default: break
        }
        return observation
    }
}
