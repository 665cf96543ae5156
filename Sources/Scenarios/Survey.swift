internal import Documents

/// What the steps of a file speak of, gathered before they are read one by one.
struct Survey {
    /// Subjects that something is written to, or whose stdin is closed; those get a pipe as stdin.
    var fed: Set<String> = []
    /// Every exec that is added somewhere in the file.
    var execs: [String] = []

    mutating func look(at item: Item) {
        switch item.content {
        case .scalar: return
        case .list(let items): for item in items { look(at: item) }
        case .map(let entries): for entry in entries { look(at: entry) }
        }
    }

    private mutating func look(at entry: Entry) {
        guard case .scalar(let name, _) = entry.value.content else { return look(at: entry.value) }
        switch Verb(rawValue: entry.key) {
        case .write, .close: fed.insert(name)
        case .exec, .run: if name.contains("."), !execs.contains(name) { execs.append(name) }
        default: return
        }
    }
}
