import SwiftProtobuf

extension Fault {
    static let idleResume = Fault(
        name: "lifecycle/resume-does-nothing",
        title: "Resume says yes and leaves the container paused",
        because: "A workload that was paused for a moment stands still for ever.",
        expects: Expectation(
            facets: ["*/**/status", "*/**/hang", "*/**/error", "*/events", "*/events/**"], step: "wait"),
        scenarios: ["pause/stands-still", "state/pause-resume"]
    ) { _ in
        .idle("Resume", answering: Google_Protobuf_Empty())
    }
}
