import Facets

/// The shape of every key that a file can have; a key without one is a mistake that a test finds.
enum KeyShapes {
    /// Keys whose shape is long, and stands in many places.
    static let shared = ["process", "io", "env", "capabilities", "limits", "at", "under"]

    /// The shape of a key, or where it stands.
    static func reference(to key: String) -> SchemaNode? {
        shared.contains(key) ? Shape.reference("key-\(key)") : shape(of: key)
    }

    /// Of a key that means the same wherever it stands.
    static func shape(of key: String) -> SchemaNode? {
        switch key {
        case "process": Shape.list(of: Shape.text, atLeast: 1)
        case "tty", "all", "now", "no-new-privileges", "generated", "timed": Shape.flag
        case "io":
            Shape.object(
                ["stdin", "stdout", "stderr"].map { stream in
                    (stream, Shape.words(StdioSpec.Channel.known(of: stream).map(\.rawValue)))
                })
        case "env": Shape.table(of: Shape.any(of: Shape.text, .map(["type": .text("null")])))
        case "sysctls", "annotations": Shape.table(of: Shape.text)
        case "cwd": Shape.path
        case "user", "hostname", "cpus", "image", "data", "service", "method": Shape.text
        case "groups": Shape.list(of: Shape.number)
        case "capabilities": Shape.list(of: Shape.words(ProcessDecoder.capabilities))
        case "limits": limits
        case "umask": Shape.matching("^[0-7]{1,4}$", orInteger: true)
        case "oom-score-adj", "pids", "shares", "quota", "period", "columns", "rows": Shape.number
        case "memory", "swap", "reservation": Shape.memory
        case "within": Shape.time
        case "label": Shape.name
        case "at": moment
        case "under":
            Shape.object(
                StepHead.drivers.map {
                    ($0, Shape.object([("expect", Shape.reference("expect"))], required: ["expect"]))
                })
        case "expect": Shape.reference("expect")
        case "signal": Shape.text
        case "steps": Shape.reference("steps")
        default: container(key) ?? head(key)
        }
    }

    private static let limits: SchemaNode = {
        let amount = Shape.any(of: Shape.memory, Shape.words(["unlimited"]))
        return Shape.object(
            ProcessDecoder.limits.map { ($0, Shape.any(of: amount, Shape.list(of: amount, atLeast: 2))) })
    }()

    private static let moment = Shape.object([
        ("step", Shape.text), ("event", Shape.words(FacetRules.topics)), ("phase", Shape.words(MomentReader.phases)),
        ("after", Shape.time),
    ])

    private static func container(_ key: String) -> SchemaNode? {
        switch key {
        case "rootfs":
            Shape.object([
                ("from", Shape.text), ("as", Shape.words(RootfsSpec.Form.allCases.map(\.rawValue))),
                ("fs", Shape.words(RootfsDecoder.fileSystems)), ("readonly", Shape.flag),
            ])
        case "mounts":
            Shape.list(
                of: Shape.object(
                    [
                        ("target", Shape.path), ("source", Shape.text), ("type", Shape.text),
                        ("options", Shape.list(of: Shape.text)),
                    ], required: ["target"]))
        case "devices": Shape.table(of: Shape.matching("^[rwm]{1,3}$"))
        case "namespaces":
            Shape.object(ContainerDecoder.namespaceKinds.map { ($0, Shape.matching("^(host|own|/.*)$")) })
        case "masked-paths", "readonly-paths": Shape.list(of: Shape.path)
        case "refuse-calls": Shape.list(of: Shape.text)
        case "hooks": hooks
        case "ready":
            Shape.object(
                [("stdout", Shape.object([("matches", Shape.text)], required: ["matches"]))], required: ["stdout"])
        default: nil
        }
    }

    private static let hooks: SchemaNode = {
        let arguments = Shape.list(of: Shape.text, atLeast: 1)
        let timed = Shape.object([("run", arguments), ("timeout", Shape.number)], required: ["run"])
        return Shape.object(
            HookSpec.Moment.allCases.map { ($0.rawValue, Shape.list(of: Shape.any(of: arguments, timed))) })
    }()

    private static let guest = Shape.any(
        of: Shape.words([GuestSpec.good] + GuestFault.all.map(\.name)), Shape.table(of: Shape.text))

    private static func head(_ key: String) -> SchemaNode? {
        switch key {
        case "kumite": Shape.number
        case "id": Shape.matching("^[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*$")
        case "title", "because": Shape.text
        case "origin", "covers": Shape.list(of: Shape.text, atLeast: 1)
        case "needs": Shape.list(of: Shape.name)
        case "tier": Shape.words(Tier.allCases.map(\.rawValue))
        case "weight": Shape.words(Weight.allCases.map(\.rawValue))
        case "vary":
            Shape.any(
                of: Shape.table(of: Shape.list(of: Shape.text, atLeast: 1)),
                Shape.list(of: Shape.table(of: Shape.text), atLeast: 1))
        case "given":
            Shape.object([
                ("network", Shape.words(Given.Network.allCases.map(\.rawValue))),
                ("pod", Shape.object([("annotations", Shape.table(of: Shape.text))])),
                ("config", Shape.table(of: Shape.text)),
                ("guest", guest),
            ])
        case "containers": Shape.table(of: Shape.reference("container"))
        case "compare":
            Shape.list(
                of: Shape.object(
                    [
                        ("facets", Shape.text),
                        ("as", Shape.words(ComparisonRule.Treatment.stated.map(\.rawValue))),
                        ("severity", Shape.words(Severity.allCases.map(\.rawValue))),
                        ("because", Shape.text),
                    ], required: ["facets", "because"]))
        default: nil
        }
    }
}
