import ShimAPI

extension Fault {
    static let exitedAtMissing = Fault(
        name: "answers/exited-at-missing",
        title: "The time of an end is left out of every answer",
        because: "Restart back-off reckons from 1970 and restarts at once, for ever.",
        expects: Expectation(facets: ["*/**/exited-at"], step: "wait"),
        scenarios: ["time/exit-time"]
    ) { _ in
        .exitTimes { _ in nil }
    }
}
