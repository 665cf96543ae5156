import SwiftProtobuf

extension Fault {
    static let ignoredShutdown = Fault(
        name: "lifecycle/shutdown-ignored",
        title: "Shutdown says yes, and the shim stays",
        because: "A node collects one process for every pod that it ever ran.",
        expects: Expectation(facets: ["run/daemon", "host/left/processes"], severity: "blocker"),
        scenarios: ["lifecycle/exits-at-once", "lifecycle/shutdown-twice"]
    ) { _ in
        .idle("Shutdown", answering: Google_Protobuf_Empty())
    }
}
