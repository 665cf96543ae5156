import SwiftProtobuf

extension Fault {
    static let exitedAtEpoch = Fault(
        name: "answers/exited-at-epoch",
        title: "Every end is said to have been in 1970",
        because: "Restart back-off reckons from it and restarts at once, for ever.",
        expects: Expectation(facets: ["*/**/exited-at"], step: "wait"),
        scenarios: ["time/exit-time"]
    ) { _ in
        .exitTimes { _ in .init(seconds: 0, nanos: 1) }
    }
}
