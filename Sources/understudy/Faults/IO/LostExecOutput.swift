extension Fault {
    static let lostExecOutput = Fault(
        name: "io/exec-output-lost",
        title: "What an exec writes to stdout never arrives; what its container writes does",
        because: "`kubectl exec` shows nothing, and probes that read an answer fail.",
        expects: Expectation(facets: ["*/**/stdout", "*/**/stdout/*"], severity: "blocker", step: "wait"),
        scenarios: ["exec/output", "io/burst"]
    ) { _ in
        Misbehaviour(streams: { key, _ in key.exec.isEmpty ? nil : Streams([.stdout], came: { _ in [] }) })
    }
}
