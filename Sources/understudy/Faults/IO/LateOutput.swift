extension Fault {
    static let lateOutput = Fault(
        name: "io/late",
        title: "Everything that a process writes arrives later",
        because: "Whoever watches a log, or talks with a program through a terminal, waits for every line.",
        parameters: [Parameter(name: "milliseconds", default: "40", meaning: "by how much")],
        expects: Expectation(facets: ["first-output", "ready", "exec-first-output", "exec-ready", "pod-ready"]),
        scenarios: ["lifecycle/plain"], deterministic: false
    ) { choices in
        let nanoseconds = UInt64(choices[number: "milliseconds"]) * 1_000_000
        return .streams([.stdout, .stderr]) { _, _ in
            { piece in
                await pause(nanoseconds)
                return [piece]
            }
        }
    }
}
