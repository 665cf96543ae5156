import SwiftProtobuf

extension Fault {
    static let idleKill = Fault(
        name: "lifecycle/kill-does-nothing",
        title: "Kill says yes and sends no signal",
        because: "What was told to stop goes on, and everybody waits for it.",
        expects: Expectation(facets: ["*/**/hang", "*/**/error"], severity: "blocker", step: "wait"),
        scenarios: ["lifecycle/never-started", "signals/ends"]
    ) { _ in
        .idle("Kill", answering: Google_Protobuf_Empty()) { call, stage in stage[call.key]?.exitStatus == nil }
    }
}
