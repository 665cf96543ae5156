import Documents
import Facets
import Scenarios
import Testing

/// Loads a text as a file outside of any library.
func load(_ text: String, file: String = "f.yaml", paths: [String]? = nil) -> ScenarioFile {
    ScenarioFile.load(Array(text.utf8), file: file, paths: paths)
}

/// A scenario with steps, and what else a test wants in it.
func scenario(_ steps: String, more: String = "", containers: String = "main: { process: [probe, sleep] }") -> String {
    """
    id: a/b
    title: T
    because: B
    origin: [o]
    covers: [c]
    containers:
      \(containers)
    steps:
    \(steps)
    \(more)
    """
}

@Suite("Loading scenarios")
struct LoadingTests {
    private func only(_ text: String) throws -> Scenario {
        let file = load(text)
        try #require(file.diagnostics.map(\.description) == [])
        #expect(file.scenarios.count == 1)
        return try #require(file.scenarios.first)
    }

    @Test("run of a container is create and start; the expectations are the start's")
    func runContainer() throws {
        let steps = try only(scenario("  - { run: main, within: 3s, expect: { pid: any } }")).steps
        let main = Subject(container: "main")
        #expect(steps.map(\.action) == [.create(main), .start(main)])
        #expect(steps.map(\.path.description) == ["main/create", "main/start"])
        #expect(steps.map(\.expect.count) == [0, 1])
        #expect(steps.map(\.withinNanoseconds) == [3_000_000_000, 3_000_000_000])
    }

    @Test("run of an exec is exec, start, wait and delete; the expectations are the wait's")
    func runExec() throws {
        let text = scenario(
            "  - { run: main }\n  - { run: main.x, label: job, process: [probe, exit, '0'], expect: { exit: 0 } }")
        let steps = try only(text).steps.dropFirst(2)
        #expect(
            steps.map(\.path.description) == [
                "main.x/job.exec", "main.x/job.start", "main.x/job.wait", "main.x/job.delete",
            ])
        #expect(steps.map(\.expect.count) == [0, 0, 1, 0])
    }

    @Test("steps are named by label, or verb and count of their subject and branch")
    func names() throws {
        let text = scenario(
            """
              - { run: main }
              - { kill: main, signal: 9 }
              - { kill: main, signal: KILL, label: hard }
              - { kill: main, signal: SIGKILL, all: true }
              - concurrently:
                  - [{ wait: main }, { wait: main }]
                  - [{ wait: main }]
              - concurrently:
                  - [{ wait: main }]
                  - [{ state: main }]
              - { repeat: 3, steps: [{ state: main }] }
              - { cli: [delete, main] }
              - { cli: [delete, main] }
              - { cli: ["-v"] }
            """)
        let steps = try only(text).steps
        let names = flat(steps).map(\.path.description)
        #expect(
            names == [
                "main/create", "main/start", "main/kill", "main/hard", "main/kill#2", "run/concurrently",
                "main/~1/wait", "main/~1/wait#2", "main/~2/wait", "run/concurrently#2", "main/~1/wait#3",
                "main/~2/state", "run/repeat", "main/state", "cli/delete", "cli/delete#2", "cli/-v",
            ])
        let main = Subject(container: "main")
        #expect(steps[2].action == .kill(main, signal: 9, all: false))
        #expect(steps[3].action == .kill(main, signal: 9, all: false))
        #expect(steps[4].action == .kill(main, signal: 9, all: true))
        #expect(Set(names).count == names.count)
    }

    private func flat(_ steps: [Step]) -> [Step] {
        steps.flatMap { step -> [Step] in
            switch step.action {
            case .concurrently(let branches): [step] + branches.flatMap(flat)
            case .repeat(_, let inner): [step] + flat(inner)
            default: [step]
            }
        }
    }

    @Test("stdin is a pipe where a step writes to it or closes it, in whatever branch")
    func stdin() throws {
        let text = scenario(
            """
              - { run: main }
              - { exec: main.x, process: [probe, cat] }
              - { exec: main.y, process: [probe, cat], tty: true }
              - concurrently: [[{ write: main, data: x }], [{ close: main.y }]]
            """)
        let scenario = try only(text)
        #expect(scenario.containers.map(\.process.io.stdin) == [.fifo])
        guard case .exec(_, let x) = scenario.steps[2].action, case .exec(_, let y) = scenario.steps[3].action else {
            Issue.record("not execs")
            return
        }
        #expect(x.io == StdioSpec())
        #expect(y.io == StdioSpec(stdin: .fifo, stdout: .fifo, stderr: .none))
    }

    @Test("a process is read in full")
    func process() throws {
        let text = scenario(
            "  - { run: main }",
            containers: """
                main:
                    process: [/bin/x, "", "1"]
                    memory: 64Mi
                    pids: 10
                    env: { A: "1", B: "" }
                    cwd: /tmp
                    user: "1000:1001"
                    io: { stdout: none }
                """)
        let container = try #require(try only(text).containers.first)
        #expect(container.resources.memory == 64 << 20)
        #expect(container.resources.pids == 10)
        #expect(
            container.process
                == ProcessSpec(
                    arguments: ["/bin/x", "", "1"], environment: ["A=1", "B="], directory: "/tmp", user: "1000:1001",
                    io: StdioSpec(stdout: .none)))
    }

    @Test("every matcher is read")
    func matchers() throws {
        let text = scenario(
            """
              - { run: main }
              - { kill: main, signal: TERM, expect: ok }
              - { kill: main, signal: TERM, expect: { error: [not_found, absent] } }
              - wait: main
                expect:
                  exit: { at-least: 1, at-most: 255 }
                  stdout: { matches: "a+" }
                  stderr: "any"
                  stdout/bytes: 64Ki
                  stderr/digest: absent
            """,
            more: """
                expect:
                  events: { in-order: [tasks/create, any] }
                  main/events: { any-order: [tasks/exit] }
                  daemon: gone
                  host/left/mounts: 0
                  host/changed: { any-order: [] }
                  main/wait/exit: 3
                """)
        let scenario = try only(text)
        #expect(scenario.steps[2].expect.map(\.matcher) == [.ok])
        #expect(scenario.steps[3].expect.map(\.matcher) == [.oneOf([.scalar("not_found"), .absent])])
        #expect(
            scenario.steps[4].expect.map(\.matcher) == [
                .range(atLeast: 1, atMost: 255), .matches("a+"), .scalar("any"), .scalar("65536"), .absent,
            ])
        #expect(
            scenario.expect.map(\.path.description) == [
                "run/events", "main/events", "run/daemon", "host/left/mounts", "host/changed",
                "main/wait/exit",
            ])
        #expect(
            scenario.expect.map(\.matcher) == [
                .inOrder([.scalar("tasks/create"), .any]), .anyOrder([.scalar("tasks/exit")]), .scalar("gone"),
                .scalar("0"), .anyOrder([]), .scalar("3"),
            ])
        #expect(scenario.steps[4].expect[0].place == SourcePlace(line: 14, column: 7))
    }

    @Test("what may be known by default is known")
    func defaults() throws {
        let scenario = try only(scenario("  - { run: main }"))
        #expect(scenario.tier == .nightly)
        #expect(!scenario.generated)
        #expect(scenario.needs == [])
        #expect(scenario.file == "f.yaml")
        #expect(scenario.area == "a")
    }
}

@Suite("Variation")
struct VariationTests {
    private let steps = "  - { run: main }\n  - { wait: main, expect: { exit: \"${code}\" } }"
    private let containers = "main: { process: [probe, exit, \"${code}\", \"$${code}\", \"${text}-$\"] }"

    @Test("a map of lists is every combination, in the order of the file")
    func combinations() {
        let file = load(
            scenario(steps, more: "vary: { code: [\"0\", \"1\"], text: [a, \"b c\"] }", containers: containers))
        #expect(file.diagnostics.map(\.description) == [])
        #expect(
            file.scenarios.map(\.id) == [
                "a/b[code=0,text=a]", #"a/b[code=0,text="b c"]"#, "a/b[code=1,text=a]", #"a/b[code=1,text="b c"]"#,
            ])
        #expect(
            file.scenarios.last?.containers.first?.process.arguments == ["probe", "exit", "1", "${code}", "b c-$"])
        #expect(file.scenarios.last?.steps.last?.expect.first?.matcher == .scalar("1"))
    }

    @Test("a list of maps is just those rows")
    func rows() {
        let file = load(
            scenario(steps, more: "vary: [{ code: 3, text: x }, { text: y, code: 4 }]", containers: containers))
        #expect(file.scenarios.map(\.id) == ["a/b[code=3,text=x]", "a/b[text=y,code=4]"])
    }

    @Test("what is wrong in every row is told once")
    func once() {
        let file = load(
            scenario("  - { runn: main }", more: "vary: { code: [\"0\", \"1\"], text: [a] }", containers: containers))
        #expect(file.scenarios == [])
        #expect(file.diagnostics.count == 1)
    }

    @Test("values upon references cannot make a file of any size", .timeLimit(.minutes(1)))
    func bounded() {
        let long = String(repeating: "x", count: 4000)
        let argument = "\"" + String(repeating: "${code}", count: 100_000) + "\""
        let file = load(
            scenario(
                "  - { run: main }", more: "vary: { code: [\(long)] }",
                containers: "main: { process: [probe, \(argument)] }"))
        #expect(file.scenarios == [])
        #expect(file.diagnostics.first?.message.contains("too long") == true)
    }
}
