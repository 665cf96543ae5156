internal import Documents

/// Reads what containers and execs say of a process.
struct ProcessDecoder {
    var reading: Reading
    /// Whether a step writes to its stdin or closes it.
    let isFed: Bool

    static let keys = [
        "process", "tty", "io", "env", "cwd", "user", "groups", "capabilities", "no-new-privileges", "limits", "umask",
        "oom-score-adj", "ready",
    ]

    /// The process of a map; `what` names the map in messages.
    mutating func process(in fields: Fields, of what: String) -> ProcessSpec? {
        let arguments = reading.required("process", in: fields, of: what).flatMap { self.arguments($0) }
        let terminal = fields["tty"].map { reading.flag($0, "'tty'") ?? false } ?? false
        let io = stdio(in: fields, terminal: terminal)
        let environment = fields["env"].map { reading.environment($0) } ?? []
        let directory = fields["cwd"].flatMap { absolute($0) }
        let user = fields["user"].flatMap { self.user($0) }
        let privileges = privileges(in: fields)
        let readyLine = readyLine(in: fields, io)
        guard let arguments else { return nil }
        var process = ProcessSpec(
            arguments: arguments, environment: environment, directory: directory, user: user, terminal: terminal, io: io
        )
        privileges(&process)
        process.readyLine = readyLine
        return process
    }

    /// `{ stdout: { matches: … } }`: by what a program that is not the probe says that it is ready.
    private mutating func readyLine(in fields: Fields, _ io: StdioSpec) -> String? {
        guard let item = fields["ready"], let streams = reading.fields(item, of: "'ready'", known: ["stdout"]),
            let stdout = reading.required("stdout", in: streams, of: "'ready'"),
            let matcher = reading.fields(stdout, of: "'stdout' of 'ready'", known: ["matches"]),
            let pattern = reading.required("matches", in: matcher, of: "'stdout' of 'ready'")
        else { return nil }
        if [.none, .missing].contains(io.stdout) {
            reading.report("'ready' reads stdout, and there is none", at: item.position)
        }
        return reading.pattern(pattern, "'matches'")
    }

    private mutating func arguments(_ item: Item) -> [String]? {
        guard let items = reading.list(item, "'process'") else { return nil }
        guard let first = items.first else {
            reading.report("'process' needs a program", at: item.position)
            return nil
        }
        let texts = items.compactMap { reading.text($0, "an argument") }
        guard texts.count == items.count, let program = texts.first else { return nil }
        guard program == "probe" || program.hasPrefix("/") else {
            reading.report(
                "the program must be 'probe' or an absolute path in the root file system", at: first.position,
                suggestion: nearest(to: program, among: ["probe"]))
            return nil
        }
        return texts
    }

    private mutating func stdio(in fields: Fields, terminal: Bool) -> StdioSpec {
        var io = StdioSpec(stdin: isFed ? .fifo : .none, stderr: terminal ? .none : .fifo)
        guard let item = fields["io"],
            let streams = reading.fields(item, of: "'io'", known: ["stdin", "stdout", "stderr"])
        else { return io }
        for entry in streams.entries {
            let known = StdioSpec.Channel.known(of: entry.key).map(\.rawValue)
            guard let word = reading.choice(entry.value, entry.key, among: known),
                let channel = StdioSpec.Channel(rawValue: word)
            else { continue }
            switch entry.key {
            case "stdin": io.stdin = channel
            case "stdout": io.stdout = channel
            case "stderr": io.stderr = channel
            default: continue
            }
        }
        if terminal, io.stderr != .none, let place = streams["stderr"] {
            reading.report("a terminal has one output, stdout; leave stderr out", at: place.position)
        }
        if isFed, io.stdin != .fifo, let place = streams["stdin"] {
            reading.report("a step writes to this stdin or closes it; it must be a fifo", at: place.position)
        }
        return io
    }

    private mutating func absolute(_ item: Item) -> String? {
        guard let path = reading.text(item, "'cwd'") else { return nil }
        guard path.hasPrefix("/") else {
            reading.report("'cwd' must be an absolute path in the root file system", at: item.position)
            return nil
        }
        return path
    }

    private mutating func user(_ item: Item) -> String? {
        guard let user = reading.text(item, "'user'") else { return nil }
        let parts = user.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ UInt32($0) != nil }) else {
            reading.report("'user' must be uid or uid:gid in numbers, not '\(user.prefix(80))'", at: item.position)
            return nil
        }
        return user
    }
}
