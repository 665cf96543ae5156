package import Drivers
import Foundation
package import Matrices
package import Recordings

/// The family of containerd's runc shims, v1 and v2, with whatever OCI runtime stands behind them.
package struct Runc: ShimFamily {
    package init() {}

    package var name: String { "runc" }

    /// Go's runtime prints the stacks of all goroutines for SIGUSR1 in containerd's shims.
    package var stackSignal: Int32? { 10 }

    package var extractors: [any Extractor] { [] }

    package func options(for contender: Contender, folder: String) -> TaskOptions? {
        var options = Wire.Encoder()
        if let runtime = contender.runtime { options.string(6, runtime) }
        options.string(7, "\(folder)/state")
        return TaskOptions(typeURL: "containerd.runc.v1.Options", value: options.bytes)
    }

    package func deadlineNanoseconds(of verb: String) -> UInt64 {
        switch verb {
        // A shim whose event endpoint is dead lingers 10 s after Shutdown (facts on containerd 1.6, 1.7).
        case "shim-gone": 15_000_000_000
        case "shim-gone-after-hang": 1_000_000_000
        default: 10_000_000_000
        }
    }
}
