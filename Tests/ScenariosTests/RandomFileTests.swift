import Documents
import Scenarios
import Testing

/// Writes YAML that has a scenario's keys in all the wrong places.
struct RandomFile {
    private var state: UInt64
    private static let keys = [
        "id", "title", "because", "origin", "covers", "needs", "tier", "weight", "given", "network", "pod", "config",
        "containers", "main", "pod", "process", "rootfs", "image", "mounts", "hooks", "create-runtime", "limits",
        "nofile", "io", "stdin", "env", "steps", "run", "create", "exec", "wait", "kill", "signal", "raw", "method",
        "fields", "number", "message", "filler", "bytes", "cli", "without", "bundle", "crash", "how", "observe", "of",
        "http", "endpoint", "get", "upgrade", "idle", "call", "verb", "at", "step", "phase", "event", "after", "label",
        "under", "cri", "expect", "error", "exit", "guest/umask", "left/mounts", "concurrently", "repeat", "vary",
        "compare", "facets", "as", "a//b", "",
    ]
    private static let scalars = [
        "main", "main.x", "pod", "probe", "0", "-1", "9223372036854775807", "any", "ok", "anything", "64Mi", "2s",
        "shim", "host", "guest", "stats", "state", "checkpoint", "\"${x}\"", "${", "\"\"", "[]", "{}", "kill",
        "creating",
        "\"{shared}\"", "0aff", "TERM", "tasks/exit", "ready", "pr", "a/b", "~", "true", "\"\\u202e\"",
    ]

    init(seed: UInt64) {
        state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 0x2545_f491
    }

    private mutating func random(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    private mutating func value(_ depth: Int) -> String {
        switch depth > 6 ? 0 : random(5) {
        case 0, 1: return Self.scalars[random(Self.scalars.count)]
        case 2: return "[" + (0..<random(4)).map { _ in value(depth + 1) }.joined(separator: ", ") + "]"
        default: return map(depth + 1, count: random(5))
        }
    }

    private mutating func map(_ depth: Int, count: Int) -> String {
        let entries = (0..<count).map { _ in "\"\(Self.keys[random(Self.keys.count)])\": " + value(depth) }
        return "{" + entries.joined(separator: ", ") + "}"
    }

    /// A step with one verb and some options of any.
    private mutating func step() -> String {
        let verbs = ["raw", "cli", "crash", "observe", "http", "upgrade", "idle", "call", "run", "exec", "kill"]
        let verb = verbs[random(verbs.count)]
        let options = (0..<random(4)).map { _ in "\"\(Self.keys[random(Self.keys.count)])\": " + value(3) }
        return "  - {" + (["\(verb): " + value(4)] + options).joined(separator: ", ") + "}"
    }

    mutating func text() -> String {
        if random(3) == 0 { return map(0, count: 8) }
        let steps = (0..<(1 + random(6))).map { _ in step() }
        return scenario(
            steps.joined(separator: "\n"), more: random(2) == 0 ? "given: " + value(2) : "",
            containers: random(2) == 0 ? "main: " + value(2) : "main: { process: [probe, sleep] }")
    }
}

@Suite("Random files")
struct RandomFileTests {
    @Test("any file is read to scenarios or to what is wrong with it, and the same each time", arguments: 0..<600)
    func total(seed: UInt64) {
        var file = RandomFile(seed: seed)
        let text = file.text()
        let once = load(text)
        #expect(once == load(text))
        #expect(once.scenarios.isEmpty == !once.diagnostics.isEmpty)
        for scenario in once.scenarios {
            var life = LifeCycle()
            _ = life.walk(scenario.steps)
        }
    }
}
