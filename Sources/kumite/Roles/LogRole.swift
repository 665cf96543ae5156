import Foundation
import Glibc
import Linux
import ShimDriver

/// `kumite __log FILES`: what a shim starts as a workload's logger; never started by a user.
enum LogRole {
    static func run(_ arguments: [String]) async throws {
        guard let files = arguments.first else { return }
        // The shim asks its logger to end before it closes the streams; it ends when they do.
        try Signals.ignore(SIGTERM)
        try await BinaryLogger(files: files).run(
            stdout: Descriptor(owning: 3), stderr: Descriptor(owning: 4), ready: Descriptor(owning: 5),
            environment: ProcessInfo.processInfo.environment)
    }
}
