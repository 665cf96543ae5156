/// Why a wait for a descriptor ended.
enum Readiness: Sendable {
    /// The descriptor can be used, or has ended or failed: the next call tells.
    case ready
    case ranOut
    case cancelled
}
