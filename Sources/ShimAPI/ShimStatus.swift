extension Containerd_V1_Types_Status {
    /// The state's name for scenarios and facets: lower case, or `status_N` for a number without one.
    package var name: String {
        switch self {
        case .unknown: "unknown"
        case .created: "created"
        case .running: "running"
        case .stopped: "stopped"
        case .paused: "paused"
        case .pausing: "pausing"
        case .UNRECOGNIZED(let number): "status_\(number)"
        }
    }
}
