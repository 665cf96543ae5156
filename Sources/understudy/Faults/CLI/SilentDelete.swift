extension Fault {
    static let silentDelete = Fault(
        name: "cli/delete-says-nothing",
        title: "`delete` does its work and does not tell how the container ended",
        because: "A container whose shim was killed is reported to have ended well.",
        expects: Expectation(
            facets: ["cli/**/exit", "cli/**/pid", "cli/**/exited-at", "*/**/exit", "*/**/exited-at"], severity: "major"),
        scenarios: ["cli/delete", "lifecycle/exits-at-once"]
    ) { _ in
        .delete { $0.stdout = [] }
    }
}
