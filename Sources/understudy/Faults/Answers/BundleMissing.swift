import ShimAPI

extension Fault {
    static let bundleMissing = Fault(
        name: "answers/bundle-missing",
        title: "State leaves the bundle out",
        because: "Whoever looks for a container's files by it finds none.",
        expects: Expectation(facets: ["*/state*/bundle"], step: "state"),
        scenarios: ["state/stages", "state/*"]
    ) { _ in
        .answers(["State": { _, reply, _ in reply.edited(Containerd_Task_V2_StateResponse.self) { $0.bundle = "" } }])
    }
}
