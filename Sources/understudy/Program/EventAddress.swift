import Documents
import ShimAPI
import SwiftProtobuf

/// Where the real shim is told to report its events: to the understudy, in containerd's place.
struct EventAddress: Sendable, Hashable {
    /// containerd's own endpoint.
    var real: String
    /// The understudy's, beside it.
    var own: String

    /// What the environment names the endpoint by.
    static let variable = "TTRPC_ADDRESS="

    /// The endpoint that a launch names, in the environment or, from containerd 2.3 on, in the message on stdin; nil
    /// where it names none.
    init?(in launch: Launch, pid: Int32) {
        let named = launch.environment.last { $0.hasPrefix(Self.variable) }.map { $0.dropFirst(Self.variable.count) }
        let told = Self.parameters(launch)?.containerdTtrpcAddress
        guard let real = (named.map(String.init) ?? told).flatMap({ $0.isEmpty ? nil : $0 }) else { return nil }
        self.real = real
        own = "\(real).\(pid)"
        // What does not fit into the kernel's name of a socket, with a tilde behind it, lies where shims have theirs.
        if own.utf8.count > 106 { own = "/run/containerd/s/u\(pid)" }
    }

    /// The launch with the understudy's endpoint in it.
    ///
    /// - Parameter publisher: Becomes the binary that publishes there. Only where the environment names the endpoint: what
    ///   the shim runs is told by nothing else.
    func put(into launch: Launch, publisher: String) -> Launch {
        var launch = launch
        let isInherited = launch.environment.contains(Self.variable + real)
        if isInherited {
            launch.environment = launch.environment.map { $0 == Self.variable + real ? Self.variable + own : $0 }
            launch.arguments = Invocation.replacing("publish-binary", by: publisher, in: launch.arguments)
        }
        if var parameters = Self.parameters(launch), parameters.containerdTtrpcAddress == real {
            parameters.containerdTtrpcAddress = own
            if isInherited, !parameters.containerdBinary.isEmpty { parameters.containerdBinary = publisher }
            if let bytes = try? parameters.serializedBytes() as [UInt8] { launch.stdin = bytes }
        }
        return launch
    }

    private static func parameters(_ launch: Launch) -> Containerd_Runtime_Bootstrap_V1_BootstrapParams? {
        // Runtime options are an Any: they parse too, as other fields.
        guard let message = try? Containerd_Runtime_Bootstrap_V1_BootstrapParams(serializedBytes: launch.stdin),
            !message.containerdTtrpcAddress.isEmpty
        else { return nil }
        return message
    }
}

/// What `start` says of where its daemon listens.
enum ShimAddress {
    /// The socket's path, in whichever of the three forms; nil where it is none of them.
    static func read(_ answer: [UInt8]) -> String? {
        let address: String?
        switch answer.first {
        case UInt8(ascii: "{"): address = JSONValue(bytes: answer)?["address"]?.text
        case 8: address = (try? Containerd_Runtime_Bootstrap_V1_BootstrapResult(serializedBytes: answer))?.address
        default: address = String(validating: answer, as: UTF8.self)
        }
        let scheme = "unix://"
        let trimmed = address?.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        guard trimmed.hasPrefix(scheme + "/") else { return nil }
        return String(trimmed.dropFirst(scheme.count))
    }
}
