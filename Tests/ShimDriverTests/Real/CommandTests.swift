import Recordings
import Scenarios
import Testing

extension RealShims {
    @Suite("The command line") struct Commands {
        private let sleeper = ContainerSpec.main("sleep")
        private let other = ContainerSpec(name: "other", process: ProcessSpec(arguments: ["probe", "sleep"]))

        private func cli(_ arguments: [String], _ change: (inout ShimCommand) -> Void = { _ in }) -> Action {
            var command = ShimCommand(arguments: arguments, about: main)
            change(&command)
            return .cli(command)
        }

        @Test("start before and after a create is answered with one address, and nothing is left")
        func startTwice() async throws {
            let tried = try await attempt(
                .of(
                    [sleeper],
                    [
                        .do(cli(["start"]), "first"), .do(.create(main)), .do(.start(main)),
                        .do(cli(["start"]), "second"),
                    ]))
            tried.expectClean()
            #expect(tried.text("cli/first/stdout") != nil)
            #expect(tried.text("cli/first/stdout") == tried.text("cli/second/stdout"))
            #expect(tried.text("run/daemon") == "gone")
        }

        @Test("a daemon that only a cli step started is found and ended")
        func stray() async throws {
            let tried = try await attempt(.of([sleeper], [.do(cli(["start"]))]))
            tried.expectClean()
            #expect(tried.calls.map(\.method) == ["Shutdown"])
        }

        @Test("delete of what never started, with the daemon alive, and of a dead one's")
        func delete() async throws {
            let tried = try await attempt(
                .of(
                    [sleeper, other],
                    [
                        .do(cli(["delete"]) { $0.bundle = .empty }, "never", expect: ["rc": .any]),
                        .do(.create(main)), .do(.start(main)),
                        .do(cli(["delete"]) { $0.bundle = .missing }, "missing", expect: ["rc": .any]),
                        .do(.crash(role: "shim", .kill)), .do(cli(["delete"]), "dead"),
                    ]))
            tried.expectClean(crashed: true)
            #expect(tried.integer("cli/dead/exit") == 137)
        }

        @Test("what a step leaves out is left out")
        func without() async throws {
            let tried = try await attempt(
                .of(
                    [sleeper],
                    [
                        .do(cli(["start"]) { $0.without = [.namespace] }, "nameless", expect: ["rc": .scalar("1")]),
                        .do(cli(["-no-such-flag"]), "flag", expect: ["rc": .any]),
                        .do(cli(["start"]) { $0.bundle = .missing }, "bundleless", expect: ["rc": .any]),
                        .do(
                            cli(["-v"]) { $0.environment = ["TTRPC_ADDRESS=", "EXTRA=yes"] }, "version"),
                        .do(cli(["start"]) { $0.stdin = [1, 2, 3] }, "garbled", expect: ["rc": .any]),
                        .do(cli(["start", "-bogus"]), "bogus", expect: ["rc": .scalar("2")]),
                    ]))
            tried.expectMet()
            let runs = tried.programs("cli")
            #expect(runs.count == 6)
            #expect(!runs[0].arguments.contains("-namespace") && runs[0].arguments.contains("-id"))
            #expect(!runs[3].environment.contains { $0.hasPrefix("TTRPC_ADDRESS") })
            #expect(runs[3].environment.contains("EXTRA=yes"))
        }
    }
}
