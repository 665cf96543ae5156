import Documents
import Scenarios
import Testing

/// A scenario with one mistake, and what is to be said of it.
struct BadFile: Sendable, CustomTestStringConvertible {
    var text: String
    var line: Int
    var column: Int
    var says: String
    var suggests: String?

    init(_ text: String, _ line: Int, _ column: Int, _ says: String, _ suggests: String? = nil) {
        self.text = text
        self.line = line
        self.column = column
        self.says = says
        self.suggests = suggests
    }

    var testDescription: String { "\(line):\(column) \(says)" }

    /// A mistake in the steps; the first of them stands in line 9.
    static func step(_ step: String, _ column: Int, _ says: String, _ suggests: String? = nil) -> BadFile {
        BadFile(scenario("  - { run: main }\n  - \(step)"), 10, column, says, suggests)
    }

    /// A mistake in the container's line, the seventh.
    static func container(_ text: String, _ column: Int, _ says: String, _ suggests: String? = nil) -> BadFile {
        BadFile(scenario("  - { run: main }", containers: text), 7, column, says, suggests)
    }

    /// A mistake in what follows the steps, from line 10 on.
    static func more(_ text: String, _ column: Int, _ says: String, _ suggests: String? = nil) -> BadFile {
        BadFile(scenario("  - { run: main }", more: text), 10, column, says, suggests)
    }

    static let steps: [BadFile] = [
        step("{ kil: main, signal: TERM }", 7, "unknown verb 'kil'", "kill"),
        step("{ frobnicate: shim }", 7, "unknown verb 'frobnicate'; known: run,"),
        step("{ label: x }", 5, "a step needs a verb"),
        step("{ wait: main, state: main }", 19, "this one has 'wait' and 'state'"),
        step("wait", 5, "a step must be a map, not a text"),
        step("{ kill: main, signl: TERM }", 19, "unknown key in 'kill' 'signl'", "signal"),
        step("{ kill: main, data: x, signal: 9 }", 19, "'kill' has no 'data'"),
        step("{ kill: main }", 5, "'kill' needs 'signal'"),
        step("{ kill: main, signal: TREM }", 27, "unknown signal 'TREM'", "TERM"),
        step("{ kill: main, signal: SIGTREM }", 27, "unknown signal 'SIGTREM'", "SIGTERM"),
        step("{ kill: main, signal: 999 }", 27, "unknown signal '999'"),
        step("{ wait: mian }", 13, "unknown container 'mian'", "main"),
        step("{ wait: main.x }", 13, "unknown exec 'main.x'"),
        step("{ pause: main.x }", 14, "concerns a whole container", "main"),
        step("{ exec: main, process: [probe] }", 13, "names the new exec as CONTAINER.NAME"),
        step("{ exec: main.x }", 5, "'exec' needs 'process'"),
        step("{ exec: main.X, process: [probe] }", 13, "an exec's name 'X' must be made of small letters"),
        step("{ run: main, process: [probe] }", 18, "a container's 'process' is stated under 'containers'"),
        step("{ run: main, expect: { error: not_found } }", 28, "write the one out that is expected to fail"),
        step("{ wait: main, within: 2 }", 27, "'within' must be a time"),
        step("{ wait: main, within: 0s }", 27, "longer than nothing"),
        step("{ wait: main, label: Stop }", 26, "a label 'Stop' must be made of small letters"),
        step("{ wait: main, label: kill }", 26, "'kill' already means something"),
        step("{ wait: main, label: events }", 26, "'events' already means something"),
        step("{ wait: main, undr: {} }", 19, "unknown key in 'wait' 'undr'", "under"),
        step("{ wait: main, under: { crii: { expect: ok } } }", 28, "unknown key in 'under' 'crii'", "cri"),
        step("{ wait: main, under: { cri: { expct: ok } } }", 35, "unknown key in 'under: cri' 'expct'", "expect"),
        step("{ wait: main, under: { cri: {} } }", 33, "'under: cri' needs 'expect'"),
        step("{ wait: main, under: { cri: { expect: { exi: 0 } } } }", 45, "unknown facet of 'wait' 'exi'", "exit"),
        step("{ update: main }", 5, "'update' needs a limit: memory, swap"),
        step("{ update: main, memory: 64MB }", 29, "an amount of memory"),
        step("{ resize: main, columns: 80 }", 5, "'resize' needs 'rows'"),
        step("{ resize: main, columns: 80, rows: 70000 }", 40, "from 0 to 65535"),
        step("{ write: main }", 5, "'write' needs 'data'"),
        step("{ write: main, data: }", 26, "must be a text, not nothing"),
        step("{ shutdown: main, now: yes }", 28, "unknown 'now' 'yes'"),
        step("{ repeat: 0, steps: [{ wait: main }] }", 15, "a whole number from 1"),
        step("{ repeat: 2 }", 5, "'repeat' needs 'steps'"),
        step("{ repeat: 2, steps: [], label: x }", 25, "at least one step"),
        step("{ concurrently: [[{ wait: main }]] }", 21, "at least two"),
        step("{ cli: [] }", 12, "needs an argument"),
        step("{ cli: [delete, mian] }", 21, "unknown container 'mian'", "main"),
        step("{ wait: main, expect: { exi: 0 } }", 29, "unknown facet of 'wait' 'exi'", "exit"),
        step("{ wait: main, expect: { stdout/byte: 0 } }", 29, "unknown facet", "stdout/bytes"),
        step(
            "{ kill: main, signal: 9, expect: { exit: 0 } }", 40,
            "unknown facet of 'kill' 'exit'; known: error, message"),
        step("{ wait: main, expect: { a//b: 0 } }", 31, "a name is missing between the slashes"),
        step("{ wait: main, expect: { error: notfound } }", 36, "unknown error 'notfound'", "not_found"),
        step("{ wait: main, expect: { exit: zero } }", 35, "'exit' must be a whole number"),
        step("{ wait: main, expect: { exit: ok } }", 35, "'ok' is for 'error'"),
        step("{ wait: main, expect: { exit: [] } }", 35, "this one has none"),
        step("{ wait: main, expect: { exit: { at-lest: 1 } } }", 37, "unknown key", "at-least"),
        step("{ wait: main, expect: { exit: { at-least: 2, at-most: 1 } } }", 35, "at least 2 and at most 1"),
        step("{ wait: main, expect: { stdout: { at-least: 2 } } }", 37, "it has no range"),
        step("{ wait: main, expect: { stdout: { matches: '(' } } }", 48, "reading the regular expression"),
        step("{ wait: main, expect: { exit: { in-order: [1] } } }", 37, "is no list"),
        step("{ wait: main, expect: [exit] }", 27, "'expect' must be a map"),
        step("{ state: main, expect: { status: runing } }", 38, "unknown status 'runing'", "running"),
    ]

    static let newer: [BadFile] = [
        step("{ raw: main }", 5, "'raw' needs 'method'"),
        step("{ raw: main, method: X, fault: dropp }", 36, "unknown fault 'dropp'", "drop"),
        step("{ raw: main, method: X, bytes: 0a0 }", 36, "'bytes' must be pairs of hexadecimal digits"),
        step("{ raw: main, method: X, bytes: \"\", fields: [] }", 40, "'bytes' is the whole message"),
        step("{ raw: main, method: X, fields: [{ number: 1 }] }", 38, "a field has one value: text, bytes"),
        step("{ raw: main, method: X, fields: [{ number: 0, text: a }] }", 48, "'number' must be a whole number"),
        step("{ raw: main, method: X, fields: [{ number: 1, integer: x }] }", 60, "a whole number of 64 bits"),
        step("{ raw: main, method: X, fields: [{ number: 1, filler: 1Ti }] }", 59, "at most 64Mi"),
        step("{ raw: main, method: X, fields: [{ number: 1, txt: x }] }", 51, "unknown key in a field", "text"),
        step(
            "{ raw: main, method: X, fields: [{ number: 1, text: '{mian}' }] }", 57, "nothing is called '{mian}'",
            "{main}"),
        step("{ cli: [start, main], without: [adress] }", 37, "unknown option of a shim 'adress'", "address"),
        step("{ cli: [start, main], bundle: mising }", 35, "unknown bundle 'mising'", "missing"),
        step("{ cli: [start, main], stdin: { hx: a } }", 36, "unknown key in 'stdin' 'hx'", "hex"),
        step("{ cli: [start, main], env: { A=B: c } }", 34, "cannot name a variable"),
        step("{ crash: shm }", 14, "unknown role 'shm'", "shim"),
        step("{ crash: shim, how: feeze }", 25, "unknown way to crash 'feeze'", "freeze"),
        step("{ observe: hots }", 16, "'observe' must be a list"),
        step("{ observe: [] }", 16, "'observe' names what: host, posture, footprint, guest, stats"),
        step("{ observe: [hots] }", 17, "unknown thing to observe 'hots'", "host"),
        step("{ observe: [guest], of: mian }", 29, "unknown container 'mian'", "main"),
        step("{ observe: [host], of: main }", 28, "'of' is for 'guest' and 'stats'"),
        step("{ observe: [host], expect: { lft/mounts: 0 } }", 34, "unknown facet of 'observe'", "left/mounts"),
        step("{ observe: [footprint], expect: { footprint/shim/pss: 0 } }", 39, "unknown facet of 'observe'"),
        step("{ observe: [guest], expect: { gest/uname: x } }", 35, "unknown facet of 'wait' 'gest/uname'"),
        step("{ http: { endpoint: management } }", 13, "one path, behind get or put"),
        step("{ http: { endpoint: management, get: metrics } }", 42, "a path begins with /"),
        step("{ http: { endpoint: management, gte: / } }", 37, "unknown key in 'http' 'gte'", "get"),
        step("{ upgrade: shmi }", 16, "unknown part to upgrade 'shmi'", "shim"),
        step("{ idle: 2 }", 13, "'idle' must be a time"),
        step("{ idle: 0s }", 13, "longer than nothing"),
        step("{ call: main }", 5, "'call' needs 'verb'"),
        step("{ call: main, verb: killl }", 25, "unknown verb of 'call' 'killl'", "kill"),
        step("{ call: main, verb: exec }", 13, "names the new exec as CONTAINER.NAME"),
        step("{ wait: main, at: {} }", 23, "'at' needs one of step, event and phase"),
        step("{ wait: main, at: { stp: x } }", 25, "unknown key in 'at' 'stp'", "step"),
        step("{ wait: main, at: { phase: redy } }", 32, "unknown phase 'redy'", "ready"),
        step("{ wait: main, at: { event: tasks/exti } }", 32, "unknown event 'tasks/exti'", "tasks/exit"),
        step("{ wait: main, at: { phase: ready, event: tasks/exit } }", 39, "do not go together"),
        step("{ wait: main, at: { phase: ready, after: 3 } }", 46, "'after' must be a time"),
        step("{ wait: main, at: { step: x } }", 31, "unknown label of an earlier step 'x'; there is none"),
        BadFile(
            scenario("  - { run: main, label: first }\n  - { crash: shim, at: { step: frist } }"), 10, 32,
            "unknown label of an earlier step 'frist'", "first"),
        BadFile(
            scenario(
                "  - { run: main }\n  - { run: main.a, process: [probe], label: x }\n"
                    + "  - { kill: main, signal: 9, label: x }\n  - { crash: shim, at: { step: x } }"),
            12, 32, "more than one step is labelled 'x'"),
        BadFile(
            scenario(
                "  - { run: main }\n  - { observe: [guest] }",
                containers: "{ main: { process: [probe] }, b: { process: [probe] } }"),
            10, 16, "'guest' needs 'of'"),
    ]

    static let containers: [BadFile] = [
        container("main: { proces: [probe] }", 11, "unknown key in container 'main' 'proces'", "process"),
        container("Main: { process: [probe] }", 3, "must be made of small letters"),
        container("run: { process: [probe] }", 3, "'run' means something else"),
        container("main: { process: [] }", 20, "needs a program"),
        container("main: { process: probe }", 20, "must be a list, not a text"),
        container("main: { process: [prob] }", 21, "'probe' or an absolute path", "probe"),
        container("main: { process: [probe], memory: lots }", 37, "an amount of memory"),
        container("main: { process: [probe], pids: 0 }", 35, "a whole number from 1"),
        container("main: { process: [probe], tty: true, io: { stderr: fifo } }", 54, "a terminal has one output"),
        container("main: { process: [probe], io: { stdin: pipe } }", 42, "unknown stdin 'pipe'"),
        container("main: { process: [probe], io: { stdn: fifo } }", 35, "unknown key in 'io' 'stdn'", "stdin"),
        container("main: { process: [probe], user: root }", 35, "in numbers"),
        container("main: { process: [probe], cwd: tmp }", 34, "absolute path"),
        container("main: { process: [probe], env: { A=B: c } }", 36, "cannot name a variable"),
        container("main: { process: [probe], image: x }", 36, "'image' must be oci:DIR or oci:DIR:TAG"),
        container("main: { process: [probe], image: 'oci:' }", 36, "DIR a folder, absolute or below"),
        container("main: { process: [probe], image: 'oci:a/../b' }", 36, "not 'oci:a/../b'"),
        container("main: { process: [probe], ready: { stdout: { match: a } } }", 48, "'match'; known: matches"),
        container("main: { process: [probe], ready: { stdin: a } }", 38, "'stdin'; known: stdout"),
        container("main: { process: [probe], ready: { stdout: { matches: '(' } } }", 57, "it ends too early"),
        container("main: { process: [probe], ready: {} }", 36, "'ready' needs 'stdout'"),
        container(
            "main: { process: [probe], io: { stdout: none }, ready: { stdout: { matches: a } } }", 58,
            "'ready' reads stdout, and there is none"),
        container("main: { process: [probe], rootfs: { form: block } }", 39, "unknown key in 'rootfs' 'form'", "from"),
        container("main: { process: [probe], rootfs: { as: blok } }", 43, "unknown kind of root file system", "block"),
        container("main: { process: [probe], rootfs: { fs: ext4 } }", 39, "only a block has a file system"),
        container("main: { process: [probe], rootfs: { as: block, fs: ext5 } }", 54, "unknown file system", "ext4"),
        container("main: { process: [probe], rootfs: { from: mising } }", 45, "probe, missing or an", "missing"),
        container(
            "main: { process: [probe], image: 'oci:/x', rootfs: { from: probe } }", 56, "'image' says already"),
        container("main: { process: [probe], mounts: [{ target: /a }] }", 38, "needs 'source'"),
        container("main: { process: [probe], mounts: [{ target: a, type: tmpfs }] }", 48, "an absolute path"),
        container("main: { process: [probe], mounts: [{ taget: /a }] }", 40, "unknown key in a mount", "target"),
        container("main: { process: [probe], devices: { /dev/fuse: rx } }", 51, "of the letters r, w and m"),
        container("main: { process: [probe], devices: { fuse: rw } }", 40, "an absolute path of the host"),
        container("main: { process: [probe], namespaces: { pdi: host } }", 43, "unknown key in", "pid"),
        container("main: { process: [probe], namespaces: { pid: hots } }", 48, "host, own or an absolute", "host"),
        container("main: { process: [probe], annotations: [a] }", 42, "'annotations' must be a map"),
        container("main: { process: [probe], sysctls: { a: [] } }", 43, "a sysctl must be a text, not a list"),
        container("main: { process: [probe], masked-paths: [proc] }", 44, "must be an absolute path"),
        container("main: { process: [probe], hooks: { preestart: [] } }", 38, "unknown key", "prestart"),
        container("main: { process: [probe], hooks: { poststop: [[prob]] } }", 49, "a hook is 'probe' or", "probe"),
        container(
            "main: { process: [probe], hooks: { poststop: [{ run: [probe], timeout: 0 }] } }", 74,
            "'timeout' must be a whole number from 1"),
        container("main: { process: [probe], shares: many }", 37, "'shares' must be a whole number"),
        container("main: { process: [probe], cpus: all }", 35, "'cpus' must be a list like 0-1,3"),
        container("main: { process: [probe], groups: [wheel] }", 38, "a group must be a whole number"),
        container(
            "main: { process: [probe], capabilities: [net_amdin] }", 44, "unknown Linux capability", "net_admin"),
        container("main: { process: [probe], limits: { nofle: 1 } }", 39, "unknown key in 'limits'", "nofile"),
        container("main: { process: [probe], limits: { nofile: [1] } }", 47, "one number, or [soft, hard]"),
        container("main: { process: [probe], limits: { nofile: x } }", 47, "like 1024 or 64Mi, or unlimited"),
        container("main: { process: [probe], umask: 99 }", 36, "'umask' must be octal"),
        container("main: { process: [probe], oom-score-adj: 2000 }", 44, "from -1000 to 1000"),
        container("main: { process: [probe], no-new-privileges: yes }", 48, "unknown 'no-new-privileges' 'yes'"),
        container("main: { process: [probe], io: { stdin: stalled } }", 42, "unknown stdin 'stalled'"),
        container("pod: { process: [probe] }", 3, "'pod' is the sandbox of a pod"),
    ]

    static let heads: [BadFile] = [
        more("given: { nework: none }", 10, "unknown key in 'given' 'nework'", "network"),
        more("given: { network: bridge }", 19, "unknown network 'bridge'; known: none, host, veth, cni"),
        more("given: { pod: { anotations: {} } }", 17, "unknown key in 'pod' 'anotations'", "annotations"),
        more("given: { config: { a: [] } }", 23, "a key's value must be a text"),
        more("given: { guest: agent/slo }", 17, "unknown guest 'agent/slo'", "agent/slow"),
        more("given: { guest: { fault: vm/refuse } }", 26, "unknown fault 'vm/refuse'", "vm/refused"),
        more("given: { guest: { milliseconds: 5 } }", 17, "'guest' names its 'fault', or is 'standin'"),
        more(
            "given: { guest: { fault: agent/slow, miliseconds: 5 } }", 38, "unknown key in 'guest' 'miliseconds'",
            "milliseconds"),
        more(
            "given: { guest: { fault: agent/slow, milliseconds: 0 } }", 52,
            "'milliseconds' must be a whole number from 1 to 600000, not '0'"),
        more(
            "given: { guest: { fault: agent/silent, method: CreateContaner } }", 48,
            "unknown 'method' 'CreateContaner'", "CreateContainer"),
        more("weight: bsy", 9, "unknown weight 'bsy'", "busy"),
        more("teir: pr", 1, "unknown key in a scenario 'teir'", "tier"),
        more("tier: nightl", 7, "unknown tier 'nightl'", "nightly"),
        more("kumite: 2", 9, "format 1"),
        more("generated: 1", 12, "unknown 'generated' '1'"),
        more("needs: [Pods]", 9, "a capability 'Pods'"),
        more("vary: {}", 7, "gives no values"),
        more("vary: 3", 7, "a map of lists or a list of maps"),
        more("vary: { a: [1, 1] }", 7, "twice"),
        more("vary: [{ a: 1 }, { b: 1 }]", 18, "the same names"),
        more("vary: { A: [1] }", 9, "small letters"),
        more("expect: { daemn: gone }", 11, "unknown facet of this scenario 'daemn'", "daemon"),
        more("expect: { daemon: gne }", 19, "unknown daemon 'gne'", "gone"),
        more("expect: { events: tasks/exit }", 19, "is a list"),
        more("expect: { events: { in-order: [tasks/strat] } }", 32, "unknown events 'tasks/strat'", "tasks/start"),
        more("expect: { main/start/pdi: any }", 11, "unknown facet", "main/start/pid"),
        more("expect: { host/left/mount: 0 }", 11, "unknown facet", "host/left/mounts"),
        more("expect: { host/changed: 0 }", 25, "is a list"),
        more("expect: { pod/ready: any }", 11, "unknown facet of this scenario"),
        more("expect: { main/guest/uname/release: any }", 11, "unknown facet of this scenario"),
        more("compare: [{ facets: 'a//b', as: ignore, because: x }]", 24, "a name is missing"),
        more("compare: [{ facets: a, as: ignor, because: x }]", 28, "unknown treatment 'ignor'", "ignore"),
        more("compare: [{ facets: a, as: ignore }]", 11, "needs 'because'"),
        more("compare: [{ facets: a, because: x }]", 11, "needs 'as'"),
        more("compare: [{ facets: a, as: equal, because: x }]", 28, "unknown treatment 'equal'"),
        more("compare: [{ facets: a, severity: majr, because: x }]", 34, "unknown severity 'majr'", "major"),
        more("compare: [{ facets: a, as: ignore, severity: minor, because: x }]", 46, "has no severity"),
        BadFile("id: a/b\n", 1, 1, "a scenario needs 'title'"),
        BadFile("- x\n", 1, 1, "a scenario must be a map"),
        BadFile("id: ab\n", 1, 5, "an id is 'area/name'"),
        BadFile("id: a/b\norigin: []\n", 2, 9, "at least one"),
        BadFile("id: a/b\nbecause: ' '\n", 2, 10, "must not be empty"),
        BadFile("id: a/b\ncontainers: {}\n", 2, 13, "at least one"),
        BadFile("id: a/b\nsteps: []\n", 2, 8, "at least one step"),
        BadFile(
            scenario("  - { run: main }", containers: "main: { process: [probe, \"${x}\"] }"), 7, 28,
            "'x'; there is none"),
        BadFile(
            scenario(
                "  - { run: main }", more: "vary: { code: [1] }", containers: "main: { process: [probe, \"${cod}\"] }"),
            7, 28, "unknown name in 'vary' 'cod'", "code"),
        BadFile(
            scenario("  - { run: main }", containers: "main: { process: [probe, \"${x\"] }"), 7, 28, "never closed"),
        BadFile(
            scenario(
                "  - { run: main, label: a }\n  - { kill: main, signal: 9, label: b }\n  - { wait: main, label: b }"),
            11, 26, "a step labelled 'b' already"),
        BadFile(
            scenario(
                "  - { run: main }\n  - { write: main, data: x }",
                containers: "main: { process: [probe], io: { stdin: none } }"),
            7, 42, "must be a fifo"),
        BadFile(
            scenario(
                "  - { run: main }\n  - { ready: main }", containers: "main: { process: [probe], io: { stdout: none } }"
            ),
            10, 14, "'main' has none"),
    ]
}

@Suite("Bad scenarios")
struct BadFileTests {
    @Test(
        "a mistake is told with line, column and the nearest name",
        arguments: BadFile.steps + BadFile.newer + BadFile.containers + BadFile.heads)
    func told(bad: BadFile) {
        let file = load(bad.text)
        #expect(file.scenarios == [])
        let found = file.diagnostics.contains { diagnostic in
            diagnostic.line == bad.line && diagnostic.column == bad.column && diagnostic.message.contains(bad.says)
                && diagnostic.suggestion == bad.suggests
        }
        #expect(found, "\(file.diagnostics.map(\.description).joined(separator: "\n"))")
    }

    @Test("all mistakes of a file are told at once, in its order")
    func all() {
        let file = load(scenario("  - { runn: main }\n  - { kill: main, signal: TREM }", more: "tier: x\nteir: y"))
        #expect(file.diagnostics.map { [$0.line, $0.column] } == [[9, 7], [10, 27], [11, 7], [12, 1]])
        #expect(file.diagnostics.first?.description == "f.yaml:9:7: unknown verb 'runn'; did you mean 'run'?")
    }

    @Test("what covers names must be known where the critical paths are")
    func covers() {
        let file = load(scenario("  - { run: main }"), paths: ["cc", "signal-delivery"])
        #expect(file.diagnostics.map(\.description) == ["f.yaml:5:10: unknown critical path 'c'; did you mean 'cc'?"])
        #expect(load(scenario("  - { run: main }"), paths: ["c"]).diagnostics == [])
    }

    @Test("in a library the id is the file's place")
    func place() {
        let text = scenario("  - { run: main }")
        #expect(load(text, file: "x/Scenarios/a/b.yaml").diagnostics == [])
        #expect(
            load(text, file: "x/Scenarios/a/c.yaml").diagnostics.map(\.description) == [
                "x/Scenarios/a/c.yaml:1:5: the id must be that of the file's place, 'a/c'"
            ])
    }

    @Test("random changes of a good file never stop the loader, and it says the same each time", arguments: 0..<80)
    func noise(seed: UInt64) throws {
        var state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let files = LibraryFiles.scenarios
        let file = try #require(files.isEmpty ? nil : files[random(files.count)])
        var bytes = try LibraryFiles.bytes(file)
        for _ in 0..<(1 + random(4)) {
            let place = random(bytes.count)
            switch random(3) {
            case 0: bytes[place] = UInt8(32 + random(95))
            case 1: bytes.remove(at: place)
            default: bytes.insert(UInt8(32 + random(95)), at: place)
            }
        }
        let once = ScenarioFile.load(bytes, file: file)
        #expect(once == ScenarioFile.load(bytes, file: file))
        #expect(once.scenarios.isEmpty == !once.diagnostics.isEmpty)
    }
}
