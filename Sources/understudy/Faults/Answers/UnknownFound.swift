import TTRPC

extension Fault {
    static let unknownFound = Fault(
        name: "answers/unknown-found",
        title: "State of a container that is not there is answered, with nothing in it",
        because: "containerd adopts a container that no one has made.",
        expects: Expectation(facets: ["*/state*/error", "*/**/error"], step: "state"),
        scenarios: ["errors/unknown-container", "errors/*", "state/calls-on-*"]
    ) { _ in
        .answers(["State": { _, reply, _ in reply.status?.code == .notFound ? .success([]) : nil }])
    }
}
