import AgentAPI
import TTRPC

extension Fault {
    static let machineRefused = Fault(
        name: "vm/refused",
        title: "The VM can't be made, or can't be started",
        because: "A node without room must show as an error of the pod, with nothing left behind.",
        parameters: [
            Parameter(
                name: "method", default: "StartVM", values: ["CreateVM", "StartVM", "StopVM"],
                meaning: "the call that fails")
        ]
    ) { .at($0[text: "method"], .answered(.failure(Status(.internal, "a fault of the stand-in's")))) }
}
