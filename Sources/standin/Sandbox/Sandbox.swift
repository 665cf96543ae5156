/// What the guest of one VM holds: its containers, their processes, and what may be asked of each now.
///
/// A value: every transition says what was wrong with it, and changes nothing then.
struct Sandbox: Sendable, Hashable {
    /// How far the sandbox has come.
    enum Phase: Sendable, Hashable { case absent, making, ready, destroyed }

    private(set) var phase = Phase.absent
    private(set) var containers: [String: Container] = [:]
    /// How many containers there have been: the numbers that stand for their ids in files.
    private(set) var count = 0
    /// The container whose init keeps the PID namespace that the pod shares; the first that asked for it.
    private(set) var processNamespaceKeeper: String?
    /// What the guest's interfaces were told to be, and its routes.
    var network = GuestNetwork()
    /// The containers in which a process was killed for want of memory, in order, until somebody asks.
    private(set) var memoryEvents: [String] = []

    // MARK: The sandbox

    /// Claims the sandbox; the caller makes it, then says `made` or `failed`.
    mutating func beginSandbox() throws(AgentFailure) {
        switch phase {
        case .absent: phase = .making
        case .making, .ready: throw .refused("the sandbox is there already")
        case .destroyed: throw .refused("the sandbox has been destroyed")
        }
    }

    mutating func sandboxMade(_ isMade: Bool) {
        if phase == .making { phase = isMade ? .ready : .absent }
    }

    /// Ends the sandbox and gives what was in it.
    mutating func destroy() -> [Container] {
        phase = .destroyed
        defer {
            containers = [:]
            processNamespaceKeeper = nil
        }
        return containers.values.sorted { $0.number < $1.number }
    }

    // MARK: Containers

    /// Claims an id for a container that is made next.
    mutating func beginContainer(
        _ id: String, exec: String, terminal: Bool, sharesProcesses: Bool
    ) throws(AgentFailure) -> Container {
        guard phase == .ready else { throw .refused("there is no sandbox") }
        try Sandbox.check(id, "container id")
        guard exec.utf8.count <= Bounds.name else { throw .invalid("the exec id is too long") }
        guard containers[id] == nil else { throw .refused("the container \(id) is there already") }
        guard containers.count < Bounds.containers else {
            throw .exhausted("there are \(Bounds.containers) containers already")
        }
        count += 1
        let container = Container(
            id: id, number: count, exec: exec, terminal: terminal,
            joins: sharesProcesses ? processNamespaceKeeper : nil)
        if sharesProcesses, processNamespaceKeeper == nil { processNamespaceKeeper = id }
        containers[id] = container
        return container
    }

    /// Says whether the container that was begun has been made; one that has not is forgotten.
    mutating func containerMade(_ id: String, _ isMade: Bool) {
        guard containers[id]?.phase == .making else { return }
        if isMade { containers[id]?.phase = .created } else { forget(id) }
    }

    /// Claims the start of init, then says whether it ran.
    mutating func beginStart(_ id: String) throws(AgentFailure) -> Container {
        var container = try self.container(id)
        guard container.phase == .created else {
            throw .refused("the container \(id) is \(container.phase), not created")
        }
        container.phase = .starting
        containers[id] = container
        return container
    }

    mutating func started(_ id: String, _ isStarted: Bool) {
        guard containers[id]?.phase == .starting else { return }
        // What ended meanwhile has been seen to end, and is not running.
        let lives = containers[id]?.initProcess.map { $0.exitCode == nil } ?? false
        containers[id]?.phase = !isStarted ? .created : lives ? .running : .stopped
    }

    /// Freezes or thaws, when that is a change.
    mutating func turn(_ id: String, paused: Bool) throws(AgentFailure) -> Container {
        let container = try self.container(id)
        guard container.phase == (paused ? .running : .paused) else {
            throw .refused("the container \(id) is \(container.phase)")
        }
        containers[id]?.phase = paused ? .paused : .running
        return container
    }

    /// Takes a container out; whoever asks for it from now on is told that there is none.
    mutating func remove(_ id: String) throws(AgentFailure) -> Container {
        let container = try self.container(id)
        guard container.phase != .making, container.phase != .starting else {
            throw .refused("the container \(id) is \(container.phase)")
        }
        forget(id)
        return container
    }

    func container(_ id: String) throws(AgentFailure) -> Container {
        guard let container = containers[id] else {
            throw .notFound("there is no container \(AgentFailure.line(id))")
        }
        return container
    }

    private mutating func forget(_ id: String) {
        containers[id] = nil
        // Its namespace goes with its init: the next that asks for a shared one keeps it.
        if processNamespaceKeeper == id { processNamespaceKeeper = nil }
    }

    /// Whether a text can be an id: what the agent takes, so that it is a name wherever it is written.
    static func check(_ id: String, _ what: String) throws(AgentFailure) {
        let bytes = Array(id.utf8)
        let isName = bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isName, !bytes.isEmpty, bytes.count <= Bounds.name, bytes[0] != UInt8(ascii: "."),
            bytes[0] != UInt8(ascii: "-")
        else { throw .invalid("the \(what) \(AgentFailure.line(id)) is not a name") }
    }
}

extension Sandbox {
    // MARK: Processes

    /// Claims an id for an exec that is started next.
    mutating func beginExec(_ id: String, _ exec: String, terminal: Bool) throws(AgentFailure) -> Process {
        var container = try self.container(id)
        guard container.phase == .running else {
            throw .refused("the container \(id) is \(container.phase), not running")
        }
        let process = try container.addExec(exec, terminal: terminal)
        containers[id] = container
        return process
    }

    /// Takes an exec back that did not start.
    mutating func execFailed(_ id: String, _ exec: String) {
        containers[id]?.remove(exec)
    }

    /// A process by its ids; an empty exec id is init.
    func process(_ id: String, _ exec: String) throws(AgentFailure) -> Process {
        try container(id).process(exec)
    }

    /// Notes how a process ended.
    mutating func ended(_ id: String, number: Int, code: Int32) {
        containers[id]?.ended(number, code: code)
    }

    /// Forgets a process whose end has been told.
    mutating func told(_ id: String, _ process: Process) {
        guard containers[id]?.processes[process.exec]?.number == process.number else { return }
        containers[id]?.remove(process.exec)
    }

    // MARK: Lost memory

    /// Keeps an event until it is asked for; beyond the bound the oldest goes.
    mutating func lostMemory(_ id: String) {
        memoryEvents.append(id)
        if memoryEvents.count > Bounds.events { memoryEvents.removeFirst() }
    }

    /// The next event, if there is one.
    mutating func takeMemoryEvent() -> String? { memoryEvents.isEmpty ? nil : memoryEvents.removeFirst() }
}
