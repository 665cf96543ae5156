package import Drivers
import Foundation
package import Matrices
package import Recordings
import Scenarios

/// The family of containerd's runc shims, v1 and v2, with whatever OCI runtime stands behind them.
package struct Runc: ShimFamily {
    package init() {}

    package var name: String { "runc" }

    /// Go's runtime prints the stacks of all goroutines for SIGUSR1 in containerd's shims.
    package func stackSignal(of contender: Contender) -> Int32? { 10 }

    package var extractors: [any Extractor] { [] }

    package var abilities: FamilyAbilities {
        FamilyAbilities(roles: ["shim", "runtime", "events"], upgrades: [.shim, .containerd])
    }

    /// The runtime's process is a child of the shim with the runtime on its command line: `runc create …`. What waits
    /// in a container to become its first process, `runc init`, is the workload.
    package func plays(_ role: String, _ process: ShimChild, of contender: Contender) -> Bool {
        guard role == "runtime", process.isBesideShim, process.arguments.dropFirst().first != "init" else {
            return false
        }
        let runtime = contender.runtime ?? "runc"
        // A runtime that is a script is its interpreter's first argument.
        return process.arguments.prefix(2).contains { $0 == runtime || $0.fileName == runtime.fileName }
    }

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
        // A runtime's process that was not seen by then has come and gone, or never comes.
        case "crash": 2_000_000_000
        default: 10_000_000_000
        }
    }
}

extension String {
    /// What follows the last slash.
    fileprivate var fileName: Substring { self[(lastIndex(of: "/").map { index(after: $0) } ?? startIndex)...] }
}
