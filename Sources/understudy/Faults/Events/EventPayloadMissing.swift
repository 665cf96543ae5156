import FoundationEssentials
import ShimAPI
import SwiftProtobuf

extension Fault {
    static let eventPayloadMissing = Fault(
        name: "events/payload-missing",
        title: "The event of an end has a topic, and nothing in it",
        because: "Who decodes it finds exit 0 of nobody.",
        expects: Expectation(facets: ["run/stray-events", "*/events", "*/events/**"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in
            event.topic == .exit ? .edit(event.with { $0.event.value = .init() }) : nil
        })
    }
}
