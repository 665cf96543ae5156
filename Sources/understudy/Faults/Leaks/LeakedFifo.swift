import Linux

extension Fault {
    static let leakedFifo = Fault(
        name: "leaks/fifo",
        title: "Every exec leaves a fifo behind",
        because: "Probes run every few seconds: /run, which is memory, fills.",
        expects: Expectation(
            facets: ["host/left/fifos", "host/left/fifos/names"], severity: "blocker"),
        scenarios: ["exec/exit-code", "exec/output"]
    ) { _ in
        Misbehaviour(answer: { call, reply, _ in
            let key = call.key
            guard call.isTask("Exec"), reply.status == nil else { return nil }
            return .also { stage in
                try? Fifo.make("\(stage.folder)/left-\(key.exec)-\(stage.count("fifos"))")
            }
        })
    }
}
