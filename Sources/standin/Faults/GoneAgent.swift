extension Fault {
    static let goneAgent = Fault(
        name: "agent/gone",
        title: "The VM dies in the middle of a call",
        because: "A VMM that crashes must be told as the end of its containers, and all that it used must be removed.",
        parameters: [.method("StartContainer")]
    ) { .at($0[text: "method"], .gone) }
}
