import ShimAPI

extension Fault {
    static let eventWrongNamespace = Fault(
        name: "events/wrong-namespace",
        title: "The event of an end is of the namespace default",
        because: "Kubelet listens to k8s.io, and hears nothing.",
        expects: Expectation(facets: ["*/events", "*/events/**"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in
            event.topic == .exit ? .edit(event.with { $0.namespace = "default" }) : nil
        })
    }
}
