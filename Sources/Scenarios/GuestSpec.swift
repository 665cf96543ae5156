/// The guest that a trial needs in a VM's place: a stand-in, and the one thing that it does wrong.
package struct GuestSpec: Sendable, Hashable, Codable {
    /// One of `GuestFault.all`, by name; nil for a guest that does everything right.
    package var fault: String?
    /// The fault's parameters that are not as usual.
    package var parameters: [String: String]

    package init(fault: String? = nil, parameters: [String: String] = [:]) {
        self.fault = fault
        self.parameters = parameters
    }

    /// What a scenario calls a guest that does everything right.
    package static let good = "standin"
}

/// A fault that a stand-in guest can have, as scenarios name it; `standin faults` tells what each does.
package struct GuestFault: Sendable, Hashable {
    package var name: String
    /// By parameter: the values that it can have; none where a whole number from 1 to 600,000 is meant.
    package var parameters: [String: [String]]

    init(_ name: String, _ parameters: [String: [String]] = [:]) {
        self.name = name
        self.parameters = parameters
    }

    /// All there are; a test holds them to the program's own.
    package static let all: [GuestFault] = [
        GuestFault("agent/slow", ["milliseconds": []]), GuestFault("agent/silent", ["method": methods]),
        GuestFault("agent/gone", ["method": methods]),
        GuestFault("agent/wrong-error", ["method": methods, "code": codes]), GuestFault("agent/not-serving"),
        GuestFault("agent/old-version"), GuestFault("agent/new-version"), GuestFault("agent/of-3.0"),
        GuestFault("streams/endless"), GuestFault("exit/lost"), GuestFault("exit/out-of-range"),
        GuestFault("memory/storm", ["events": []]), GuestFault("vm/refused", ["method": machine]),
        GuestFault("vm/never-starts", ["method": machine]), GuestFault("vm/no-agent"),
    ]

    private static let machine = ["CreateVM", "StartVM", "StopVM"]
    private static let codes = [
        "cancelled", "unknown", "invalid_argument", "deadline_exceeded", "not_found", "already_exists",
        "permission_denied", "resource_exhausted", "failed_precondition", "aborted", "out_of_range", "unimplemented",
        "internal", "unavailable", "data_loss", "unauthenticated",
    ]
    /// The methods of Kata's agent and of its health service, at 4.1.0.
    private static let methods = [
        "AddARPNeighbors", "AddSwap", "AddSwapPath", "Check", "CloseStdin", "CopyFile", "CreateContainer",
        "CreateSandbox", "DestroySandbox", "ExecProcess", "GetDiagnosticData", "GetGuestDetails", "GetIPTables",
        "GetMetrics", "GetOOMEvent", "GetVolumeStats", "ListInterfaces", "ListRoutes", "MemAgentCompactSet",
        "MemAgentMemcgSet", "MemHotplugByProbe", "OnlineCPUMem", "PauseContainer", "ReadStderr", "ReadStdout",
        "RemoveContainer", "RemoveStaleVirtiofsShareMounts", "ReseedRandomDev", "ResizeVolume", "ResumeContainer",
        "SetGuestDateTime", "SetIPTables", "SetPolicy", "SignalProcess", "StartContainer", "StatsContainer",
        "TtyWinResize", "UpdateContainer", "UpdateEphemeralMounts", "UpdateInterface", "UpdateRoutes", "Version",
        "WaitProcess", "WriteStdin",
    ]

    /// Whether a parameter can have a value.
    package func takes(_ value: String, for parameter: String) -> Bool {
        guard let values = parameters[parameter] else { return false }
        if !values.isEmpty { return values.contains(value) }
        return Int(value).map { (1...600_000).contains($0) && String($0) == value } ?? false
    }
}
