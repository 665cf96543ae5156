extension Fault {
    static let lostEarlyInput = Fault(
        name: "io/early-input-lost",
        title: "What is written to stdin before the process is started is lost",
        because: "Who feeds a container as soon as it is created, as `ctr run < file` does, loses the beginning.",
        expects: Expectation(facets: ["*/**/stdout", "*/**/stdout/*", "*/**/exit"], severity: "blocker", step: "wait"),
        scenarios: ["io/fed-before-start"]
    ) { _ in
        .streams([.stdin]) { key, stage in
            { piece in stage[key]?.isStarted == true ? [piece] : [] }
        }
    }
}
