import AgentAPI
import SwiftProtobuf
import TTRPC

extension Fault {
    static let memoryStorm = Fault(
        name: "memory/storm",
        title: "Events of lost memory come without an end",
        because: "A shim that tells each one floods containerd, and one that keeps them all runs out of memory itself.",
        parameters: [Parameter(name: "events", default: "10000", meaning: "how many, before they stop")]
    ) { choices in
        let most = choices[number: "events"]
        return Misbehaviour(before: { occasion in
            guard occasion.method == AgentService.getOOMEvent.name, occasion.number <= most,
                let id = occasion.containers.last,
                let payload: [UInt8] = try? Grpc_OOMEvent.with({ $0.containerID = id }).serializedBytes()
            else { return nil }
            return .answered(.success(payload))
        })
    }
}
