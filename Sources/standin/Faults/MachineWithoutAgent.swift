extension Fault {
    static let machineWithoutAgent = Fault(
        name: "vm/no-agent",
        title: "The VM starts, and nobody listens in it",
        because: "A guest that does not boot must end as an error in the time that is set for it."
    ) { _ in Misbehaviour(hasAgent: false) }
}
