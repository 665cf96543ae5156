extension Fault {
    static let changedOrder = Fault(
        name: "io/order-changed",
        title: "The halves of a large piece of output change places",
        because: "As many bytes arrive as were sent: only who reads them finds out.",
        expects: Expectation(facets: ["*/**/stdout/digest", "*/**/stdout"], severity: "blocker", step: "wait"),
        scenarios: ["io/mebibytes", "io/stdout-bytes"]
    ) { _ in
        .streams([.stdout]) { _, _ in
            { piece in
                guard piece.bytes.count >= 4096 else { return [piece] }
                let half = piece.bytes.count / 2
                return [piece.with(Array(piece.bytes[half...] + piece.bytes[..<half]))]
            }
        }
    }
}
