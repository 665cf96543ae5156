extension Fault {
    static let outputAfterExit = Fault(
        name: "io/after-exit",
        title: "What a process writes at its end arrives seconds after its exit was told",
        because:
            "Who takes the exit for the end of the output misses it: `kubectl logs` of a job that failed is empty.",
        parameters: [Parameter(name: "milliseconds", default: "3000", meaning: "how long after it")],
        expects: Expectation(
            facets: ["*/**/stdout", "*/**/stdout/*", "*/**/stderr/*"], severity: "major", step: "wait"),
        scenarios: ["io/two-streams", "io/last-words"]
    ) { choices in
        let nanoseconds = UInt64(choices[number: "milliseconds"]) * 1_000_000
        return .streams([.stdout, .stderr]) { key, stage in
            { piece in
                await pause(20_000_000)
                if stage.isOver(key) { await pause(nanoseconds) }
                return [piece]
            }
        }
    }
}
