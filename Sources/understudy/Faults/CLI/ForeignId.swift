extension Fault {
    static let foreignId = Fault(
        name: "cli/start-ignores-id",
        title: "`start` does not look at `-id`: every container of a namespace gets the same shim",
        because: "One that ends takes all others along.",
        expects: Expectation(
            facets: ["*/**/shim-pid", "*/**/pid", "run/daemon", "*/**/error", "**/posture", "cli/**", "host/left/*"]),
        scenarios: ["cli/start-again", "lifecycle/two-containers", "lifecycle/exits-at-once"]
    ) { _ in
        Misbehaviour(beforeStart: { launch, scene in
            guard let index = launch.arguments.firstIndex(of: "-id"), index + 1 < launch.arguments.count,
                !scene.invocation.namespace.isEmpty
            else { return nil }
            var launch = launch
            launch.arguments[index + 1] = scene.invocation.namespace
            return .edit(launch)
        })
    }
}
