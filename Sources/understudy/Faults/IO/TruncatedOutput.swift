extension Fault {
    static let truncatedOutput = Fault(
        name: "io/truncated",
        title: "Only the first bytes of an output arrive",
        because: "A log that stops in the middle hides all that came after.",
        parameters: [Parameter(name: "bytes", default: "4096", meaning: "how many of them")],
        expects: Expectation(
            facets: ["*/**/stdout/bytes", "*/**/stdout/digest", "*/**/stderr/bytes"], severity: "blocker", step: "wait"),
        scenarios: ["io/mebibytes", "io/stdout-bytes"]
    ) { choices in
        let most = choices[number: "bytes"]
        return .streams([.stdout, .stderr]) { _, _ in
            let passed = PassedBytes()
            return { piece in [piece.with(Array(piece.bytes.prefix(max(0, most - passed.before(piece)))))] }
        }
    }
}
