extension Sandbox {
    /// A container and the processes of it whose end has not been told.
    struct Container: Sendable, Hashable {
        /// How far it has come.
        enum Phase: String, Sendable, Hashable, CustomStringConvertible {
            case making, created, starting, running, paused, stopped

            var description: String { rawValue }
        }

        let id: String
        /// What stands for the id in the names of files and in the runtime's own ids.
        let number: Int
        /// The exec id by which init can be asked for beside the empty one.
        let exec: String
        /// The container whose PID namespace it joins; nil for one of its own.
        let joins: String?
        var phase = Phase.making
        /// By exec id.
        private(set) var processes: [String: Process]
        private var processCount = 0

        init(id: String, number: Int, exec: String, terminal: Bool, joins: String?) {
            self.id = id
            self.number = number
            self.exec = exec
            self.joins = joins
            processes = [exec: Process(container: id, exec: exec, number: 0, isInit: true, terminal: terminal)]
        }

        /// Init, until its end has been told.
        var initProcess: Process? { processes[exec].flatMap { $0.isInit ? $0 : nil } }

        func process(_ exec: String) throws(AgentFailure) -> Process {
            guard let process = exec.isEmpty ? initProcess : processes[exec] else {
                throw .notFound("the container \(id) has no process \(AgentFailure.line(exec))")
            }
            return process
        }

        mutating func addExec(_ exec: String, terminal: Bool) throws(AgentFailure) -> Process {
            guard !exec.isEmpty, exec.utf8.count <= Bounds.name else {
                throw .invalid("the exec id is empty or too long")
            }
            guard processes[exec] == nil else {
                throw .refused("the process \(AgentFailure.line(exec)) is there already")
            }
            guard processes.count < Bounds.processes else {
                throw .exhausted("the container \(id) has \(Bounds.processes) processes already")
            }
            processCount += 1
            let process = Process(
                container: id, exec: exec, number: processCount, isInit: false, terminal: terminal)
            processes[exec] = process
            return process
        }

        mutating func remove(_ exec: String) { processes[exec] = nil }

        mutating func ended(_ number: Int, code: Int32) {
            if let process = processes.values.first(where: { $0.number == number }) {
                processes[process.exec]?.exitCode = code
            }
            if number == 0, phase == .running || phase == .paused { phase = .stopped }
        }
    }

    /// Init or an exec.
    struct Process: Sendable, Hashable {
        let container: String
        let exec: String
        /// 0 is init; an exec id can be used again, a number is not.
        let number: Int
        let isInit: Bool
        let terminal: Bool
        /// From 0 to 255, or 128 and the signal's number; nil while it lives.
        var exitCode: Int32?
    }
}
