/// The containerd that is imitated before a shim: what it puts into arguments, environment and stdin.
///
/// Read off recorded launches of 1.6.20, 1.7.24 and 2.1.9, and for 2.3 off its shims (design, "A trial", `speaks`).
package enum ImitatedDaemon: String, Sendable, Hashable, CaseIterable, Comparable {
    case v1_6 = "1.6"
    case v1_7 = "1.7"
    case v2_1 = "2.1"
    case v2_3 = "2.3"

    package static func < (a: ImitatedDaemon, b: ImitatedDaemon) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }

    /// The release nearest to a version's text, as `containerd --version` prints it: `1.6.20~ds1` is 1.6.
    package static func nearest(to version: String) -> ImitatedDaemon {
        let numbers = version.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
        let major = numbers.first ?? 0
        let minor = numbers.dropFirst().first ?? 0
        return switch (major, minor) {
        case (...1, ...6): .v1_6
        case (...1, _): .v1_7
        case (2, ...2): .v2_1
        default: .v2_3
        }
    }

    /// Environment entries that it adds to its own for the shim's `start` and `delete`.
    package func environment(namespace: String, ttrpcAddress: String, grpcAddress: String) -> [String] {
        let always = ["TTRPC_ADDRESS=\(ttrpcAddress)", "GOMAXPROCS=2"]
        guard self >= .v1_7 else { return always }
        let version = self == .v1_7 ? 2 : 3
        return ["MAX_SHIM_VERSION=\(version)"] + always + ["GRPC_ADDRESS=\(grpcAddress)", "NAMESPACE=\(namespace)"]
    }

    /// Whether stdin of `start` is a BootstrapParams message instead of the runtime options alone.
    package var bootstrapsByMessage: Bool { self >= .v2_3 }

    /// Whether it writes the shim's answer to `start` into the bundle itself, as `bootstrap.json`.
    package var writesBootstrapFile: Bool { self >= .v1_7 }

    /// The version that it gives of itself in BootstrapParams.
    package var version: String { "\(rawValue).0" }
}
