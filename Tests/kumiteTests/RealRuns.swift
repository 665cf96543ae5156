import Testing

/// Everything that starts shims or whole runs: one after another, because each loads the machine and looks at it.
@Suite("Real runs", .serialized, .enabled(if: Stubs.canRun)) struct RealRuns {}
