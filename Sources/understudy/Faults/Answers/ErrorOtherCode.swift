import TTRPC

extension Fault {
    static let errorOtherCode = Fault(
        name: "answers/error-other",
        title: "What is not found is said to be an invalid argument",
        because: "containerd takes a container that is gone for a broken request, and keeps it.",
        expects: Expectation(facets: ["*/**/error", "*/**/error/**"]),
        scenarios: ["errors/unknown-*", "errors/*"]
    ) { _ in
        .errors { status in status.code == .notFound ? Status(.invalidArgument, status.message) : nil }
    }
}
