import Recordings

/// A call of a shim's conversation, with what it was answered.
struct AskedCall: Sendable {
    /// When it arrived, CLOCK_MONOTONIC in nanoseconds.
    var at: UInt64
    var asked: AskedRecord
    /// When it was answered, and with which status; nil when nothing ever was.
    var reply: (at: UInt64, code: Int32)?
    /// The request, field by field; none where it is no message.
    var fields: [Wire.Field] = []
    /// Why it is no message.
    var fault: String?

    init(_ asked: AskedRecord, at: UInt64) {
        self.at = at
        self.asked = asked
        switch Wire.fields(of: asked.message.bytes.bytes) {
        case .success(let fields): self.fields = fields
        case .failure(let fault): self.fault = "\(fault)"
        }
    }

    /// What it is called in paths: the method; with its service before it where several have one of that name.
    var name: String {
        guard asked.method == "Version" else { return String(asked.method.prefix(64)) }
        return asked.service == "grpc.Health" ? "health.Version" : "hypervisor.Version"
    }

    var isOfHypervisor: Bool { asked.service == "hypervisor.Hypervisor" }

    /// The id of the container that it is about; empty where it is about the guest as a whole.
    var container: String {
        guard Self.aboutContainers.contains(asked.method) else { return "" }
        return fields.text(asked.method == "GetDiagnosticData" ? 2 : 1)
    }

    /// The id of the exec that it is about; empty for a container's init.
    var exec: String {
        Self.aboutProcesses.contains(asked.method) ? fields.text(2) : ""
    }

    /// The VM that it is about.
    var machine: String {
        guard isOfHypervisor else { return asked.machine }
        return asked.method == "Version" ? "" : fields.text(1)
    }

    private static let aboutProcesses: Set = [
        "CreateContainer", "ExecProcess", "SignalProcess", "WaitProcess", "WriteStdin", "ReadStdout", "ReadStderr",
        "CloseStdin", "TtyWinResize",
    ]
    private static let aboutContainers = aboutProcesses.union([
        "StartContainer", "RemoveContainer", "UpdateContainer", "StatsContainer", "PauseContainer", "ResumeContainer",
        "GetDiagnosticData",
    ])

    /// What is asked again and again, or waits, beside whatever else goes on: to no step, and as often as time has it.
    static let beside: Set = [
        "Check", "CloseStdin", "GetMetrics", "GetOOMEvent", "ReadStderr", "ReadStdout", "WaitProcess", "WriteStdin",
    ]
    /// Of those, what goes on for as long as there is something: how often is not fixed.
    static let polls = beside.subtracting(["CloseStdin", "WaitProcess"])
}
