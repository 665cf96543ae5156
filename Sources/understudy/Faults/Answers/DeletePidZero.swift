import ShimAPI

extension Fault {
    static let deletePidZero = Fault(
        name: "answers/delete-pid-zero",
        title: "Delete answers with the pid 0",
        because: "containerd puts it into the event of the deletion, by which others tell which process it was.",
        expects: Expectation(facets: ["*/delete*/pid"], step: "delete"),
        scenarios: ["lifecycle/plain", "lifecycle/*"]
    ) { _ in
        .answers(["Delete": { _, reply, _ in reply.edited(Containerd_Task_V2_DeleteResponse.self) { $0.pid = 0 } }])
    }
}
