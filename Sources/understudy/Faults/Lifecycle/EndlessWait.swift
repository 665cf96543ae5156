extension Fault {
    static let endlessWait = Fault(
        name: "lifecycle/wait-never-returns",
        title: "Wait for a container is never answered",
        because: "Whoever started it never learns that it has ended.",
        expects: Expectation(facets: ["*/**/hang", "*/**/error"], severity: "blocker", step: "wait"),
        scenarios: ["lifecycle/exits-at-once", "lifecycle/plain"]
    ) { _ in
        .hanging("Wait") { call, _ in call.key.exec.isEmpty }
    }
}
