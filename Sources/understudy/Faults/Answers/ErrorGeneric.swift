import TTRPC

extension Fault {
    static let errorGeneric = Fault(
        name: "answers/error-generic",
        title: "Every error has the code unknown",
        because: "containerd asks whether a task was not found before it gives up on it: now it asks for ever.",
        expects: Expectation(facets: ["*/**/error", "*/**/error/**"]),
        scenarios: ["errors/after-exit", "errors/*", "state/calls-on-*"]
    ) { _ in
        .errors { status in status.code == .unknown ? nil : Status(.unknown, status.message) }
    }
}
