import TTRPC

extension Fault {
    static let createRefused = Fault(
        name: "answers/create-refused",
        title: "A create that has worked is answered with an error",
        because: "The container is there, and nobody knows of it.",
        expects: Expectation(facets: ["*/create*/error", "*/**/error"], severity: "major", step: "create"),
        scenarios: ["lifecycle/plain", "lifecycle/*"]
    ) { _ in
        .answers([
            "Create": { _, reply, _ in
                guard case .success = reply else { return nil }
                return .failure(Status(.unknown, "failed to create shim task: unknown"))
            }
        ])
    }
}
