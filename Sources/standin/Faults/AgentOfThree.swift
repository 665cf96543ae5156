import AgentAPI
import TTRPC

extension Fault {
    static let agentOfThree = Fault(
        name: "agent/of-3.0",
        title: "Calls that came after release 3.0 are not implemented",
        because: "A new shim on an old image must do without them where they are not needed."
    ) { _ in
        Misbehaviour(before: { occasion in
            guard AgentService.namesAfter3_0.contains(occasion.method) else { return nil }
            return .answered(.failure(Status(.unimplemented, "method \(occasion.method)")))
        })
    }
}
