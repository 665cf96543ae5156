import SwiftProtobuf

extension Fault {
    static let exitedAtFuture = Fault(
        name: "answers/exited-at-future",
        title: "Every end is said to be an hour later than it was",
        because: "Logs and restarts are put off until then.",
        expects: Expectation(facets: ["*/**/exited-at"], step: "wait"),
        scenarios: ["time/exit-time"]
    ) { _ in
        .exitTimes { .init(seconds: $0.seconds + 3600, nanos: $0.nanos) }
    }
}
