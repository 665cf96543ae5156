internal import Documents

/// What the steps of a file speak of, gathered before they are read one by one.
struct Survey {
    /// Subjects that something is written to, or whose stdin is closed; those get a pipe as stdin.
    var fed: Set<String> = []
    /// Every exec that is added somewhere in the file.
    var execs: [String] = []
    /// Whether a step makes the sandbox of a pod itself.
    var makesPod = false

    mutating func look(at item: Item) {
        switch item.content {
        case .scalar: return
        case .list(let items): for item in items { look(at: item) }
        case .map(let entries): for entry in entries { look(at: entry, among: entries) }
        }
    }

    private mutating func look(at entry: Entry, among entries: [Entry]) {
        guard let name = Self.text(entry.value) else { return look(at: entry.value) }
        var verb = Verb(rawValue: entry.key)
        if verb == .call {
            verb = entries.first { $0.key == "verb" }.flatMap { Self.text($0.value) }.flatMap(Verb.init)
        }
        switch verb {
        case .write, .close: fed.insert(name)
        case .exec, .run, .create:
            if name.contains("."), !execs.contains(name) { execs.append(name) }
            if name == PodSpec.sandbox { makesPod = true }
        default: return
        }
    }

    private static func text(_ item: Item) -> String? {
        if case .scalar(let text, _) = item.content { text } else { nil }
    }
}
