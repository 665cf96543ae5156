import Recordings
import Scenarios
import Testing

extension RealShims {
    @Suite("Streams") struct Streams {
        private func container(_ io: StdioSpec, _ arguments: [String]) -> ContainerSpec {
            ContainerSpec(name: "main", process: ProcessSpec(arguments: arguments, io: io))
        }

        @Test("a file takes what a process writes, also more than is recorded", arguments: [5, 100_000])
        func file(count: Int) async throws {
            let tried = try await attempt(
                .of(
                    [container(StdioSpec(stdout: .file, stderr: .file), ["probe", "print", "\(count)"])],
                    [
                        .do(.create(main)), .do(.start(main)),
                        .do(.wait(main), expect: ["exit": .scalar("0"), "stdout/bytes": .scalar("\(count)")]),
                        .do(.delete(main)),
                    ]))
            tried.expectClean()
        }

        @Test("a logger of ours is started by the shim and takes both streams")
        func binary() async throws {
            let io = StdioSpec(stdout: .binary, stderr: .binary)
            let tried = try await attempt(
                .of(
                    [container(io, ["probe", "say", "out", "--stderr", "err"])],
                    [
                        .do(.create(main)), .do(.start(main)),
                        .do(
                            .wait(main),
                            expect: ["stdout": .scalar("out\n"), "stderr": .scalar("err\n")]), .do(.delete(main)),
                    ]))
            tried.expectClean()
        }

        @Test("an exec has streams of its own kind")
        func exec() async throws {
            let tool = Subject(container: "main", exec: "tool")
            let process = ProcessSpec(
                arguments: ["probe", "say", "hello"], io: StdioSpec(stdout: .binary, stderr: .none))
            let tried = try await attempt(
                .of(
                    [.main("sleep")],
                    [
                        .do(.create(main)), .do(.start(main)), .do(.exec(tool, process)), .do(.start(tool)),
                        .do(.wait(tool), expect: ["stdout": .scalar("hello\n")]), .do(.delete(tool)),
                    ]))
            tried.expectClean()
        }

        @Test("a stalled reader gets all once the process has ended")
        func stalled() async throws {
            let tried = try await attempt(
                .of(
                    [container(StdioSpec(stdout: .stalled), ["probe", "print", "30000"])],
                    [
                        .do(.create(main)), .do(.start(main)),
                        .do(.wait(main), expect: ["exit": .scalar("0"), "stdout/bytes": .scalar("30000")]),
                        .do(.delete(main)),
                    ]))
            tried.expectClean()
        }

        @Test("a reader that leaves has read the beginning only")
        func leaving() async throws {
            let tried = try await attempt(
                .of(
                    [container(StdioSpec(stdout: .leaving), ["probe", "say", "hello"])],
                    [.do(.create(main)), .do(.start(main)), .do(.wait(main)), .do(.delete(main))]))
            tried.expectClean()
            #expect(tried.output(of: "main") == "hello\n")
        }

        @Test("a stream at which nothing is is refused")
        func missing() async throws {
            let tried = try await attempt(
                .of(
                    [container(StdioSpec(stdout: .missing), ["probe", "exit", "0"])],
                    [.do(.create(main), expect: ["error": .any])]))
            tried.expectMet()
        }
    }
}
