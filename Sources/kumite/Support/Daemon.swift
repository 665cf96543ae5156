import ShimDriver

/// The containerd that is imitated.
enum Daemon {
    /// Where none is installed: the oldest that is known.
    static let fallback = ImitatedDaemon.v1_6.rawValue

    static func nearest(to version: String) -> String { ImitatedDaemon.nearest(to: version).rawValue }
}
