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
        step("{ crash: shim }", 7, "unknown verb 'crash'; known: run,"),
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
        step("{ wait: main, under: {} }", 19, "unknown key in 'wait' 'under'"),
        step("{ update: main }", 5, "'update' needs 'memory' or 'pids'"),
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
        container("main: { process: [probe], image: x }", 29, "unknown key in container 'main' 'image'"),
    ]

    static let heads: [BadFile] = [
        more("given: {}", 1, "unknown key in a scenario 'given'"),
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
        more("expect: { pod/ready: any }", 11, "unknown facet of this scenario"),
        more("compare: [{ facets: 'a//b', as: ignore, because: x }]", 24, "a name is missing"),
        more("compare: [{ facets: a, as: ignor, because: x }]", 28, "unknown treatment 'ignor'", "ignore"),
        more("compare: [{ facets: a, as: ignore }]", 11, "needs 'because'"),
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
        arguments: BadFile.steps + BadFile.containers + BadFile.heads)
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
