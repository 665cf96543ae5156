extension Fault {
    static let lastWriteLost = Fault(
        name: "io/last-write-lost",
        title: "What a process writes just before it ends never arrives",
        because: "The message that says why a container failed is its last: without it nobody can tell.",
        expects: Expectation(facets: ["*/**/stdout", "*/**/stdout/*"], severity: "blocker", step: "wait"),
        scenarios: ["io/two-streams", "io/last-words", "io/stdout-bytes"]
    ) { _ in
        .streams([.stdout, .stderr]) { key, stage in
            { piece in
                // As if the copying were given up once the end is seen: what was on its way by then is lost.
                await pause(20_000_000)
                return stage.isOver(key) ? [] : [piece]
            }
        }
    }
}
