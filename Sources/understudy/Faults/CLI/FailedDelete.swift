import Linux

extension Fault {
    static let failedDelete = Fault(
        name: "cli/delete-fails",
        title: "`delete` does its work and ends with 1",
        because: "containerd takes the clean-up for failed and tries again for ever.",
        expects: Expectation(facets: ["*/**/rc", "cli/**/rc"], severity: "major"),
        scenarios: ["cli/delete", "lifecycle/exits-at-once"]
    ) { _ in
        .delete { $0.status = .exited(1) }
    }
}
