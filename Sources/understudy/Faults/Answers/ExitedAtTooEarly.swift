import SwiftProtobuf

extension Fault {
    static let exitedAtTooEarly = Fault(
        name: "answers/exited-at-start",
        title: "Every end is said to be an hour before it was",
        because: "A job that has just ended is taken for one that ended before it began.",
        expects: Expectation(facets: ["*/**/exited-at"], step: "wait"),
        scenarios: ["time/exit-time"]
    ) { _ in
        .exitTimes { .init(seconds: $0.seconds - 3600, nanos: $0.nanos) }
    }
}
