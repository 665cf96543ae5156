import SwiftProtobuf

extension Fault {
    static let unclosedStdin = Fault(
        name: "io/stdin-never-closes",
        title: "CloseIO says yes and does nothing",
        because: "A program that reads to the end of its input, as every filter does, never ends.",
        expects: Expectation(facets: ["*/**/hang", "*/**/error"], severity: "blocker", step: "wait"),
        scenarios: ["io/stdin-close", "io/exec-stdin"]
    ) { _ in
        Misbehaviour(request: { call, _ in
            call.isTask("CloseIO") ? .answer(.saying(Google_Protobuf_Empty())) : nil
        })
    }
}
