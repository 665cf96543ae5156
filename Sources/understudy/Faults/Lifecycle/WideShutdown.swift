extension Fault {
    static let wideShutdown = Fault(
        name: "lifecycle/shutdown-takes-others",
        title: "Shutdown ends the containers that still live, where it must wait for them",
        because: "containerd asks for it after the deletion of any container of a pod: the others must go on.",
        expects: Expectation(
            facets: ["*/**/error", "*/**/status", "*/**/exit", "run/daemon"], severity: "major"),
        scenarios: ["lifecycle/shutdown-live", "pods/shutdown-with-live"]
    ) { _ in
        Misbehaviour(request: { call, stage in
            let living = stage.containers
            guard call.isTask("Shutdown"), !living.isEmpty else { return nil }
            return .after { stage in
                for container in living { await stage.remove(container) }
            }
        })
    }
}
