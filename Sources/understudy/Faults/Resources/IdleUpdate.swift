import SwiftProtobuf

extension Fault {
    static let idleUpdate = Fault(
        name: "resources/update-ignored",
        title: "Update says yes and changes no limit",
        because: "A pod that was given more memory in place is killed as if it had not been.",
        expects: Expectation(
            facets: ["*/**/memory/limit", "*/**/pids/limit", "*/**/exit", "*/**/hang"], step: "stats"),
        scenarios: ["resources/update", "update/takes-effect"]
    ) { _ in .idle("Update", answering: Google_Protobuf_Empty()) }
}
