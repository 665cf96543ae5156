import Linux
import Matrices
import Recordings
import Scenarios
import Testing

extension RealShims {
    @Suite("Upgrades, hooks, looks") struct Upgrades {
        private let other = ContainerSpec(name: "other", process: ProcessSpec(arguments: ["probe", "exit", "4"]))

        @Test("a swap by the same shim and containerd changes nothing for what runs, nor for what comes")
        func control() async throws {
            let second = Subject(container: "other")
            let tried = try await attempt(
                .of(
                    [.main("sleep"), other],
                    [
                        .do(.create(main)), .do(.start(main)), .do(.upgrade(.shim), "shim"),
                        .do(.upgrade(.containerd), "containerd"),
                        .do(.state(main), expect: ["status": .scalar("running")]),
                        .do(.create(second)), .do(.start(second)),
                        .do(.wait(second), expect: ["exit": .scalar("4")]), .do(.delete(second)),
                    ]))
            tried.expectClean()
            #expect(tried.calls.filter { $0.method == "Connect" }.count == 1)
            #expect(tried.marks.contains("upgraded:shim") && tried.marks.contains("upgraded:containerd"))
            #expect(tried.programs("start").allSatisfy { $0.arguments[0].hasSuffix("/bin/containerd-shim-runc-v2") })
        }

        @Test("the next contender's shim is started for what comes, at the same path")
        func next() async throws {
            var contender = Real.contender
            contender.next = Successor(name: "gone", shim: "/nonexistent/shim", speaks: "1.7")
            let second = Subject(container: "other")
            let tried = try await attempt(
                .of(
                    [.main("exit", "0"), other],
                    RealShims.lifeCycle() + [
                        .do(.upgrade(.containerd), "containerd"), .do(.upgrade(.shim), "shim"),
                        .do(.create(second), expect: ["error": .any]),
                    ]), contender)
            tried.expectMet()
            let starts = tried.programs("start")
            #expect(starts.count == 2)
            #expect(starts.last?.environment.contains("MAX_SHIM_VERSION=2") == true, "it is another containerd now")
        }

        @Test("a hook that fails fails the create")
        func failingHook() async throws {
            let container = ContainerSpec.main("exit", "0") {
                $0.hooks = [HookSpec(moment: .createRuntime, arguments: ["probe", "exit", "3"])]
            }
            let tried = try await attempt(.of([container], [.do(.create(main), expect: ["error": .any])]))
            tried.expectClean()
        }

        @Test("hooks are run, by their runtime, and find the container's state")
        func hooks() async throws {
            let container = ContainerSpec.main("exit", "0") {
                $0.mounts = [MountSpec(target: "/s", source: "{shared}", type: "bind", options: ["rbind", "rw"])]
                $0.hooks = [
                    HookSpec(moment: .createRuntime, arguments: ["/bin/sh", "-c", "cat >{shared}/state"]),
                    // One that fails fails the create.
                    HookSpec(moment: .createRuntime, arguments: ["/bin/grep", "-q", "{id}", "{shared}/state"]),
                    HookSpec(moment: .startContainer, arguments: ["probe", "exit", "0"]),
                    HookSpec(moment: .poststop, arguments: ["probe", "exit", "0"], timeout: 5),
                ]
            }
            let tried = try await attempt(
                .of(
                    [container],
                    RealShims.lifeCycle() + [.do(.observe([.host]), expect: ["error": .any])]))
            // Nobody looks at the host here.
            #expect(tried.left == [] && tried.infrastructure == [])
            #expect(tried.unmet.allSatisfy { $0.contains("observe") }, "\(tried.unmet)")
        }
    }
}
