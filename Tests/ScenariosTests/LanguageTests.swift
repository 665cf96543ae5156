import Documents
import Facets
import Scenarios
import Testing

/// The two examples of the design ("A scenario"), word for word.
enum DesignExamples {
    static let plain = """
        kumite: 1                            # format; absent means 1
        id: signals/kill-after-exit
        title: A second stop of a process that is gone
        because: Kubelet stops a pod twice; the second stop must not fail the pod.
        origin: [kata#13435]                 # issues, CVEs or clauses it stands for
        covers: [signal-delivery]            # ids of Matrix/critical-paths.yaml
        containers:
          main: { process: [probe, exit, "0"] }
        steps:
          - run: main                        # create and start
          - wait: main
            expect: { exit: 0 }
          - kill: main
            signal: TERM
            expect: { error: not_found }
            under: { cri: { expect: ok } }   # where the contract differs
          - delete: main
        """

    static let full = """
        id: pods/shim-dies-under-second-create
        title: The shim dies while a second container is created
        because: A node that loses its shim must lose neither exit codes nor the VM's memory.
        origin: [kata#5246]
        covers: [shim-delete, container-create]
        needs: [pods]                        # capabilities a contender must declare
        tier: nightly                        # pr | nightly (default) | release
        vary:                                # map: every combination; list of maps: just those rows. Each is a trial of its own
          memory: [64Mi, 512Mi]
          moment: [0ms, 20ms, 100ms]
        given:
          network: veth                      # the default for a pod; none | host | cni
          pod: { annotations: { io.katacontainers.config.hypervisor.default_memory: "512" } }
          config: { hypervisor/default_vcpus: 2 }
        containers:
          web: { process: [probe, sleep], memory: "${memory}" }
          job: { process: [probe, exit, "0"], rootfs: { as: block, fs: ext4 } }
        steps:
          - run: web
          - exec: web.cat
            process: [probe, cat]
            io: { stdin: fifo, stderr: none }
          - start: web.cat
          - write: web.cat
            data: "hello\\n"
          - close: web.cat
          - wait: web.cat
            within: 2s
            expect: { exit: 0, stdout: "hello\\n" }
          - repeat: 300
            steps:
              - run: web.burst
                process: [probe, print, "4096"]
                expect: { exit: 0, stdout/bytes: 4096 }
          - concurrently:
              - [ { wait: web, label: first }, { state: web } ]
              - [ { wait: web, label: second } ]
              - [ { kill: web, signal: KILL } ]
          - create: job
            label: doomed
            expect: { error: any }
          - crash: shim
            how: kill                        # or freeze
            at: { step: doomed, after: "${moment}" }
          - cli: [delete, web]
            expect: { rc: 0 }
          - observe: [host]
            expect: { left/processes: 0, left/mounts: 0 }
        expect:                              # of the whole trial
          events: { in-order: [tasks/create, tasks/start, tasks/exit] }
          daemon: gone
        """
}

@Suite("The language")
struct LanguageTests {
    private func only(_ text: String) throws -> Scenario {
        let file = load(text)
        try #require(file.diagnostics.map(\.description) == [])
        #expect(file.scenarios.count == 1)
        return try #require(file.scenarios.first)
    }

    private func steps(_ text: String, more: String = "") throws -> [Step] {
        try only(scenario(text, more: more)).steps
    }

    private let main = Subject(container: "main")

    @Test("the design's first example loads")
    func plainExample() throws {
        let scenario = try only(DesignExamples.plain)
        let kill = try #require(scenario.steps.first { $0.action.verb == "kill" })
        #expect(kill.expect.map(\.matcher) == [.scalar("not_found")])
        #expect(kill.under.map(\.driver) == ["cri"])
        #expect(kill.under.first?.expect.map(\.matcher) == [.ok])
    }

    @Test("the design's second example loads, with all it says")
    func fullExample() throws {
        let file = load(
            DesignExamples.full, paths: ["shim-delete", "container-create"])
        try #require(file.diagnostics.map(\.description) == [])
        #expect(file.scenarios.count == 6)
        let scenario = try #require(file.scenarios.first)
        #expect(scenario.id == "pods/shim-dies-under-second-create[memory=64Mi,moment=0ms]")
        #expect(scenario.needs == ["pods"])
        #expect(
            scenario.given
                == Given(
                    network: .veth,
                    pod: PodSpec(annotations: ["io.katacontainers.config.hypervisor.default_memory": "512"]),
                    config: ["hypervisor/default_vcpus": "2"]))
        #expect(scenario.containers.map(\.name) == ["pod", "web", "job"])
        #expect(scenario.containers[0].process.arguments == ["probe", "sleep"])
        #expect(scenario.containers[1].resources == ResourceSpec(memory: 64 << 20))
        #expect(scenario.containers[2].rootfs == RootfsSpec(form: .block, fileSystem: "ext4"))
        #expect(
            scenario.steps.map(\.path.description) == [
                "pod/create", "pod/start", "web/create", "web/start", "web.cat/exec", "web.cat/start", "web.cat/write",
                "web.cat/close", "web.cat/wait", "run/repeat", "run/concurrently", "job/doomed", "run/crash",
                "cli/delete", "host/observe",
            ])
        let crash = scenario.steps[12]
        #expect(crash.action == .crash(role: "shim", .kill))
        #expect(crash.at == Moment(.step("doomed"), afterNanoseconds: 0))
        #expect(
            file.scenarios.map { $0.steps[12].at?.afterNanoseconds } == [
                0, 20_000_000, 100_000_000, 0, 20_000_000, 100_000_000,
            ])
        #expect(scenario.steps[14].action == .observe([.host]))
        #expect(scenario.steps[14].expect.map(\.path.description) == ["left/processes", "left/mounts"])
    }

    @Test("a container is read in full")
    func container() throws {
        let file = load(
            scenario(
                "  - { run: main }",
                containers: """
                    main:
                        process: [probe, sleep]
                        memory: 64Mi
                        swap: -1
                        reservation: 32Mi
                        pids: 10
                        shares: 512
                        quota: 50000
                        period: 100000
                        cpus: 0-1,3
                        rootfs: { as: overlay, readonly: true }
                        image: oci:/images/x:latest
                        mounts:
                          - { target: /data, source: "{shared}" }
                          - { target: /tmp, type: tmpfs, options: [size=1m] }
                        devices: { /dev/fuse: rwm }
                        hostname: h
                        sysctls: { net.ipv4.ip_forward: "1" }
                        namespaces: { pid: host, network: own, ipc: /proc/1/ns/ipc }
                        annotations: { a/b: c }
                        masked-paths: []
                        readonly-paths: [/proc/sys]
                        refuse-calls: [mkdir]
                        hooks:
                          create-runtime: [[probe, exit, "0"], { run: [/bin/true, "{id}"], timeout: 5 }]
                        groups: [5, 6]
                        capabilities: [chown, net_admin]
                        no-new-privileges: false
                        limits: { nofile: [1024, 2048], core: unlimited, stack: 8Mi }
                        umask: "0027"
                        oom-score-adj: 100
                        io: { stdout: file, stderr: leaving }
                        ready: { stdout: { matches: "listening on \\\\d+" } }
                    """))
        try #require(file.diagnostics.map(\.description) == [])
        let container = try #require(file.scenarios.first?.containers.first)
        let process = ProcessSpec(
            arguments: ["probe", "sleep"], groups: [5, 6], io: StdioSpec(stdout: .file, stderr: .leaving),
            capabilities: ["chown", "net_admin"], noNewPrivileges: false,
            limits: [
                "nofile": ResourceLimit(soft: 1024, hard: 2048), "core": ResourceLimit(soft: .max, hard: .max),
                "stack": ResourceLimit(soft: 8 << 20, hard: 8 << 20),
            ], umask: 0o27, oomScoreAdjustment: 100, readyLine: "listening on \\d+")
        #expect(container.process == process)
        #expect(
            container
                == ContainerSpec(
                    name: "main", process: process,
                    resources: ResourceSpec(
                        memory: 64 << 20, swap: -1, reservation: 32 << 20, pids: 10, shares: 512, quota: 50000,
                        period: 100_000, cpus: "0-1,3"),
                    rootfs: RootfsSpec(
                        content: .image(folder: "/images/x", tag: "latest"), form: .overlay, readonly: true),
                    mounts: [
                        MountSpec(target: "/data", source: "{shared}", type: "bind", options: ["rbind", "rw"]),
                        MountSpec(target: "/tmp", source: "tmpfs", type: "tmpfs", options: ["size=1m"]),
                    ],
                    devices: ["/dev/fuse": "rwm"], hostname: "h", sysctls: ["net.ipv4.ip_forward": "1"],
                    namespaces: ["pid": "host", "network": "own", "ipc": "/proc/1/ns/ipc"], annotations: ["a/b": "c"],
                    maskedPaths: [], readonlyPaths: ["/proc/sys"], refusedCalls: ["mkdir"],
                    hooks: [
                        HookSpec(moment: .createRuntime, arguments: ["probe", "exit", "0"]),
                        HookSpec(moment: .createRuntime, arguments: ["/bin/true", "{id}"], timeout: 5),
                    ]))
    }

    @Test("the run of an exec takes the whole description of a process")
    func runProcess() throws {
        let steps = try steps(
            "  - { run: main.x, process: [probe], user: '1:2', groups: [3], capabilities: [], limits: { core: 0 } }")
        guard case .exec(_, let process) = steps[0].action else {
            Issue.record("no exec")
            return
        }
        #expect(
            process
                == ProcessSpec(
                    arguments: ["probe"], user: "1:2", groups: [3], capabilities: [],
                    limits: ["core": ResourceLimit(soft: 0, hard: 0)]))
    }

    @Test("a raw call is read field by field, or as bytes")
    func raw() throws {
        let steps = try steps(
            """
              - raw: main
                service: a.B
                method: Create
                fault: drop
                fields:
                  - { number: 1, text: "{main}" }
                  - { number: 2, bytes: "0a ff" }
                  - { number: 3, integer: -1 }
                  - { number: 4, message: [{ number: 1, filler: 4Mi }] }
              - { raw: main, method: X, bytes: "" }
            """)
        #expect(
            steps[0].action
                == .raw(
                    main,
                    RawCall(
                        service: "a.B", method: "Create",
                        fields: [
                            RawField(1, .text("{main}")), RawField(2, .bytes([10, 255])), RawField(3, .integer(.max)),
                            RawField(4, .message([RawField(1, .filler(4 << 20))])),
                        ], fault: .drop)))
        #expect(steps[1].action == .raw(main, RawCall(method: "X", bytes: [])))
        #expect(steps.map(\.path.description) == ["main/raw", "main/raw#2"])
    }

    @Test("a command line is read with what is left out of it and put in")
    func cli() throws {
        let steps = try steps(
            """
              - cli: [delete, main, -debug]
                without: [address, publish-binary]
                bundle: foreign
                env: { TTRPC_ADDRESS: "" }
                stdin: { hex: "0a" }
              - cli: ["-v", x]
            """)
        #expect(
            steps[0].action
                == .cli(
                    ShimCommand(
                        arguments: ["delete", "-debug"], about: main, without: [.address, .publishBinary],
                        bundle: .foreign, environment: ["TTRPC_ADDRESS="], stdin: [10])))
        #expect(steps[1].action == .cli(ShimCommand(arguments: ["-v", "x"])))
        #expect(steps.map(\.path.description) == ["cli/delete", "cli/-v"])
    }

    @Test("observe is taken apart, and each expectation goes to what shows it")
    func observe() throws {
        let steps = try steps(
            """
              - observe: [guest, host, stats, posture]
                of: main
                label: before
                at: { event: tasks/start, after: 5ms }
                expect: { left/mounts: 0, posture/shim/uid: "0", memory/limit: any, guest/uname/sysname: Linux }
              - observe: [guest]
                expect: { guest/umask: "0022", exit: 0 }
            """, more: "expect: { main.guest/guest/hostname: any, host/posture/shim/uid: 0 }")
        #expect(
            steps.map(\.path.description) == [
                "host/before", "main/before.stats", "main.guest/before.exec", "main.guest/before.start",
                "main.guest/before.wait", "main.guest/before.delete", "main.guest-2/exec", "main.guest-2/start",
                "main.guest-2/wait", "main.guest-2/delete",
            ])
        #expect(steps[0].action == .observe([.host, .posture]))
        #expect(steps.map { $0.at != nil } == [true] + [Bool](repeating: false, count: 9))
        #expect(
            steps.map { $0.expect.map(\.path.description) } == [
                ["left/mounts", "posture/shim/uid"], ["memory/limit"], [], [], ["guest/uname/sysname"], [], [], [],
                ["guest/umask", "exit"], [],
            ])
    }

    @Test("a guest is a stand-in that does all right, one with a fault, or one with a fault and its parameters")
    func guests() throws {
        func guest(_ text: String) throws -> GuestSpec? {
            try only(scenario("  - { run: main }", more: "given: { guest: \(text) }")).given.guest
        }
        #expect(try guest("standin") == GuestSpec())
        #expect(try guest("agent/slow") == GuestSpec(fault: "agent/slow"))
        #expect(
            try guest("{ fault: agent/wrong-error, method: StartContainer, code: unavailable }")
                == GuestSpec(
                    fault: "agent/wrong-error", parameters: ["method": "StartContainer", "code": "unavailable"]))
    }

    @Test("what a step had the shim ask, and all below it, can be expected; of a look at the host it can't")
    func asked() throws {
        let all = try steps(
            """
              - { kill: main, signal: KILL, expect: { asked: { in-order: [SignalProcess] }, asked/SignalProcess/signal: 15 } }
              - { wait: main, expect: { asked/x: absent } }
            """,
            more: "expect: { main/asked: any, run/asked/Check/timeout: 30s, main/kill/asked/SignalProcess/exec: any }")
        #expect(all[0].expect.map(\.path.description) == ["asked", "asked/SignalProcess/signal"])
        let wrong = load(scenario("  - { observe: [host], expect: { asked/x: 1 } }"))
        #expect(wrong.diagnostics.count == 1, "\(wrong.diagnostics)")
    }

    @Test("the other steps are read")
    func others() throws {
        let steps = try steps(
            """
              - { crash: events, how: freeze, at: { phase: ready } }
              - { http: { endpoint: management, put: /a } }
              - { upgrade: shim }
              - { idle: 2s }
            """)
        #expect(
            steps.map(\.action) == [
                .crash(role: "events", .freeze),
                .http(HTTPRequest(endpoint: "management", method: "PUT", path: "/a")), .upgrade(.shim),
                .idle(2_000_000_000),
            ])
        #expect(steps[0].at == Moment(.phase("ready")))
        #expect(steps.map(\.path.description) == ["run/crash", "run/http", "run/upgrade", "run/idle"])
    }

    @Test("call is the step of the verb that it names")
    func call() throws {
        let file = load(
            scenario(
                "  - { call: main, verb: \"${verb}\", expect: { error: \"${error}\" } }",
                more: """
                    vary:
                      - { verb: state, error: not_found }
                      - { verb: kill, error: anything }
                      - { verb: checkpoint, error: any }
                      - { verb: close, error: ok }
                    """))
        try #require(file.diagnostics.map(\.description) == [])
        let steps = file.scenarios.map { $0.steps[0] }
        #expect(steps.map(\.name) == [["state"], ["kill"], ["checkpoint"], ["close"]])
        #expect(
            steps.map(\.expect[0].matcher) == [.scalar("not_found"), .oneOf([.absent, .any]), .any, .ok])
        #expect(steps[0].action == .state(main))
        #expect(steps[1].action == .kill(main, signal: 9, all: false))
        #expect(file.scenarios[3].containers[0].process.io.stdin == .fifo)
    }

    @Test("a label can be waited for, that of a run is its first call's")
    func moments() throws {
        let steps = try steps(
            """
              - { run: main, label: up }
              - { crash: shim, at: { step: up, after: 20ms } }
              - { crash: shim, how: thaw, at: { step: up.start } }
            """)
        #expect(steps[2].at == Moment(.step("up.create"), afterNanoseconds: 20_000_000))
        #expect(steps[3].at == Moment(.step("up.start")))
    }

    @Test("a pod's sandbox is made first, unless a step makes it")
    func pods() throws {
        let made = try steps("  - { state: pod }", more: "given: { pod: {} }")
        #expect(made.map(\.path.description) == ["pod/create", "pod/start", "pod/state"])
        let own = try steps("  - { create: pod }", more: "given: { pod: {} }")
        #expect(own.map(\.path.description) == ["pod/create"])
        let stated = try only(
            scenario(
                "  - { run: main }", more: "given: { pod: {} }",
                containers: "{ main: { process: [probe] }, pod: { process: [probe, cat] } }"))
        #expect(stated.containers.map(\.process.arguments) == [["probe"], ["probe", "cat"]])
    }

    @Test("what needs names must be known where the capabilities are")
    func needs() {
        let text = Array(scenario("  - { run: main }", more: "needs: [pdos]").utf8)
        let file = ScenarioFile.load(text, file: "f.yaml", capabilities: ["pods", "tty"])
        #expect(file.diagnostics.map(\.description) == ["f.yaml:10:9: unknown capability 'pdos'; did you mean 'pods'?"])
    }

    @Test("weight and format are read")
    func heads() throws {
        let scenario = try only(scenario("  - { run: main }", more: "weight: waiting\nkumite: 1"))
        #expect(scenario.weight == .waiting)
    }
}
