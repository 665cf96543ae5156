import Linux
import Recordings
import Scenarios
import Testing

extension RealShims {
    @Suite("Crashes") struct Crashes {
        private let sleeper = ContainerSpec.main("sleep")

        @Test(
            "a shim killed under a running container breaks its calls; its delete clears all",
            arguments: ["1.6", "2.1"])
        func shimKilled(speaks: String) async throws {
            let tried = try await attempt(
                .of(
                    [sleeper],
                    [
                        .do(.create(main)), .do(.start(main)),
                        .do(.crash(role: "shim", .kill)),
                        .do(.state(main), expect: ["error": .scalar("broken")]),
                        .do(.start(main), "again", expect: ["error": .scalar("broken")]),
                    ]), speaks: speaks)
            tried.expectClean(crashed: true)
            // Not silently: nothing but create launches a shim.
            #expect(tried.programs("start").count == 1)
            #expect(tried.programs("delete").count == 1)
        }

        @Test(
            "a shim killed while it creates leaves nothing, and a second create launches another", arguments: [0, 20])
        func shimKilledInCreate(milliseconds: UInt64) async throws {
            let tried = try await attempt(
                .of(
                    [sleeper],
                    [
                        .do(.create(main), "doomed", expect: ["error": .any]),
                        .do(
                            .crash(role: "shim", .kill),
                            at: Moment(.phase("create-container"), afterNanoseconds: milliseconds * 1_000_000)),
                        .do(.cli(ShimCommand(arguments: ["delete"], about: main)), expect: ["rc": .any]),
                        .do(.create(main), "second"), .do(.start(main)),
                    ]))
            tried.expectClean()
            #expect(tried.programs("start").count == 2)
            let crash = try #require(tried.calls.first { $0.method == "crash" })
            let create = try #require(tried.calls.first { $0.method == "Create" })
            // The phase begins a moment before the call is written; 10 ms on a busy machine.
            #expect(crash.sentAt + 10_000_000 >= create.sentAt + milliseconds * 1_000_000)
        }

        @Test("the runtime's process is found while it runs, and killed")
        func runtimeKilled() async throws {
            let tried = try await attempt(
                .of(
                    [sleeper],
                    [
                        .do(.create(main), "doomed", expect: ["error": .any]),
                        .do(.crash(role: "runtime", .kill), at: Moment(.phase("create-container"))),
                    ]))
            tried.expectMet()
        }

        @Test("where no runtime runs, that is said and not waited for long")
        func noRuntime() async throws {
            let tried = try await attempt(
                .of(
                    [sleeper],
                    [
                        .do(.create(main)), .do(.start(main)),
                        .do(
                            .crash(role: "runtime", .kill), within: .milliseconds(200),
                            expect: ["error": .scalar("not_found")]),
                        .do(.state(main), expect: ["status": .scalar("running")]),
                    ]))
            tried.expectClean()
        }

        @Test("a frozen shim hangs a call to its deadline and no further; thawed it goes on")
        func frozen() async throws {
            let began = Stamp.now
            let tried = try await attempt(
                .of(
                    [sleeper],
                    [
                        .do(.create(main)), .do(.start(main)), .do(.crash(role: "shim", .freeze)),
                        .do(.state(main), "stuck", within: .milliseconds(300), expect: ["error": .scalar("timeout")]),
                        .do(.crash(role: "shim", .thaw), "thaw"),
                        .do(.state(main), expect: ["status": .scalar("running")]),
                    ]))
            tried.expectClean()
            #expect(Stamp.now.nanoseconds(since: began) < 10_000_000_000)
        }

        @Test(
            "what a step leaves frozen goes on in the tear-down, and nothing is left", arguments: ["shim", "runtime"])
        func leftFrozen(role: String) async throws {
            let tried = try await attempt(
                .of(
                    [sleeper],
                    [
                        .do(.create(main), within: .milliseconds(800), expect: ["error": .oneOf([.ok, .any])]),
                        .do(.crash(role: role, .freeze), at: Moment(.phase("create-container"))),
                    ]))
            tried.expectClean()
            #expect(tried.text("run/daemon") == "gone")
            // The stacks of who was stuck are there.
            let hangs = tried.observations.compactMap { if case .hang(let hang) = $0.what { hang } else { nil } }
            #expect(hangs.count == 1 && hangs.first?.stacks.isEmpty == false)
        }

        @Test(
            "without its event endpoint, or with a frozen one, a shim does its work",
            arguments: [CrashWay.kill, .freeze])
        func events(how: CrashWay) async throws {
            let tried = try await attempt(
                .of(
                    [.main("exit", "3")],
                    [
                        .do(.create(main)), .do(.crash(role: "events", how)), .do(.start(main)),
                        .do(.wait(main), expect: ["exit": .scalar("3")]), .do(.delete(main)),
                    ]))
            tried.expectClean()
            let topics = tried.observations.compactMap {
                if case .event(let event) = $0.what { event.topic } else { nil }
            }
            #expect(topics.contains("/tasks/exit") == (how == .freeze), "frozen it is only late")
        }
    }
}

extension Tried {
    /// The runs of a program by purpose.
    func programs(_ purpose: String) -> [ProgramRecord] {
        observations.compactMap {
            if case .program(let program) = $0.what, program.purpose == purpose { program } else { nil }
        }
    }
}
