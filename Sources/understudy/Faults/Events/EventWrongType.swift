import ShimAPI
import SwiftProtobuf

extension Fault {
    static let eventWrongType = Fault(
        name: "events/wrong-type",
        title: "The event of an end says that it is a TaskStart",
        because: "Who decodes it by its type sees a start.",
        expects: Expectation(facets: ["*/events", "*/events/**"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in
            event.topic == .exit ? .edit(event.with { $0.event.typeURL = TaskTopic.start.typeURL }) : nil
        })
    }
}
