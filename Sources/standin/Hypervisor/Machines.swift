import TTRPC

/// The VMs that shims have asked for, and what may be asked of each now.
struct Machines: Sendable, Hashable {
    /// One VM.
    struct Entry: Sendable, Hashable {
        /// How far it has come.
        enum Phase: Sendable, Hashable { case prepared, starting, started }

        /// What stands for its id in the names of files.
        let number: Int
        var phase = Phase.prepared
    }

    private(set) var entries: [String: Entry] = [:]
    /// How many there have been.
    private(set) var count = 0

    /// A new VM.
    mutating func create(_ id: String) throws(AgentFailure) -> Entry {
        try Sandbox.check(id, "VM's id")
        guard entries[id] == nil else {
            throw AgentFailure(code: .alreadyExists, words: "the VM \(id) is there already")
        }
        guard entries.count < Bounds.machines else {
            throw .exhausted("there are \(Bounds.machines) VMs already; stop one")
        }
        count += 1
        let entry = Entry(number: count)
        entries[id] = entry
        return entry
    }

    /// Claims the start of a VM, then says whether it has started.
    mutating func beginStart(_ id: String) throws(AgentFailure) -> Entry {
        let entry = try entry(id)
        guard entry.phase == .prepared else { throw .refused("the VM \(id) has been started already") }
        entries[id]?.phase = .starting
        return entry
    }

    mutating func started(_ id: String, _ isStarted: Bool) {
        if entries[id]?.phase == .starting { entries[id]?.phase = isStarted ? .started : .prepared }
    }

    /// Takes a VM out.
    mutating func stop(_ id: String) throws(AgentFailure) -> Entry {
        let entry = try entry(id)
        guard entry.phase != .starting else { throw .refused("the VM \(id) is starting") }
        entries[id] = nil
        return entry
    }

    private func entry(_ id: String) throws(AgentFailure) -> Entry {
        guard let entry = entries[id] else { throw .notFound("there is no VM \(AgentFailure.line(id))") }
        return entry
    }
}
